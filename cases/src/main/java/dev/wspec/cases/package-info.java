/** What the packs of cases have in common. */
@NullMarked
package dev.wspec.cases;

import org.jspecify.annotations.NullMarked;
