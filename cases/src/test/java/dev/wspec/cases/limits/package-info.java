@NullMarked
package dev.wspec.cases.limits;

import org.jspecify.annotations.NullMarked;
