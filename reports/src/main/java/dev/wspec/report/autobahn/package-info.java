/** Results in the files of the Autobahn Testsuite, which scripts of many projects read. */
@NullMarked
package dev.wspec.report.autobahn;

import org.jspecify.annotations.NullMarked;
