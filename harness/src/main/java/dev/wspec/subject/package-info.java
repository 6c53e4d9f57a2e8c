/** What is under test: how it is reached, and what it turns out to be able to do. */
@NullMarked
package dev.wspec.subject;

import org.jspecify.annotations.NullMarked;
