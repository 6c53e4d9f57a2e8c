@NullMarked
package dev.wspec.report.autobahn;

import org.jspecify.annotations.NullMarked;
