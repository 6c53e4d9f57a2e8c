@NullMarked
package dev.wspec.autobahn;

import org.jspecify.annotations.NullMarked;
