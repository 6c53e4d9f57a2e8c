/** Blocking endpoints over TCP and TLS: an echo server, a thread per connection, and a client. */
@NullMarked
package dev.wspec.endpoint;

import org.jspecify.annotations.NullMarked;
