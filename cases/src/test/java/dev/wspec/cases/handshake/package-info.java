@NullMarked
package dev.wspec.cases.handshake;

import org.jspecify.annotations.NullMarked;
