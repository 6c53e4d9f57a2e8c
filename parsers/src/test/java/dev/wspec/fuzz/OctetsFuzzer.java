package dev.wspec.fuzz;

import dev.wspec.protocol.Role;
import java.util.Arrays;

/** The input is what a parser is fed: the first octet says how, the rest is octets. */
public final class OctetsFuzzer {

  private OctetsFuzzer() {}

  /** What Jazzer calls, by this name. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] octets = Arrays.copyOfRange(input, 1, input.length);
    Role self = (input[0] & 1) == 0 ? Role.SERVER : Role.CLIENT;
    int at = 1 + (input[0] >> 2 & 0x3F);
    int[] cuts = at < octets.length ? new int[] {at} : new int[0];
    CodecUnderFuzz.judge(self, new Sequence(octets, cuts, (input[0] & 2) != 0));
  }
}
