/**
 * What a WebSocket parser has to offer so that it can be fuzzed in this process. An adapter
 * implements {@link dev.wspec.parser.ParserUnderTest} and names itself in {@code
 * META-INF/services/dev.wspec.parser.ParserUnderTest}.
 */
@NullMarked
package dev.wspec.parser;

import org.jspecify.annotations.NullMarked;
