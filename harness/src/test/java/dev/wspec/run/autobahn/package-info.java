@NullMarked
package dev.wspec.run.autobahn;

import org.jspecify.annotations.NullMarked;
