/**
 * From octets to facts and from facts to findings: scanners that read losslessly, the recorder of
 * transcripts, and judges. Pure: no I/O, no threads, no clocks.
 */
@NullMarked
package dev.wspec.conformance.judge;

import org.jspecify.annotations.NullMarked;
