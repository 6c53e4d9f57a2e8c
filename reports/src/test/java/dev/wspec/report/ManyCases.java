package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A run as long as a whole one: most cases pass, every fifth fails, one in ten has an exchange of a
 * hundred frames, and payloads do not compress, as masked ones do not.
 */
final class ManyCases {

  private static final String[] BROKEN = {
    "6455-5.2-01", "6455-5.1-03", "6455-5.5-02", "6455-5.5-04", "6455-8.1-03"
  };

  private ManyCases() {}

  static RunReport report(int cases) {
    return SampleRun.of(of(cases));
  }

  static List<CaseResult> of(int cases) {
    Random random = new Random(1);
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      results.add(result(i, random));
    }
    return results;
  }

  private static CaseResult result(int i, Random random) {
    Verdict verdict = i % 5 == 0 ? Verdict.FAIL : Verdict.PASS;
    Finding finding = verdict == Verdict.PASS ? Finding.HELD : Finding.BROKEN;
    List<Event> events = new ArrayList<>();
    events.add(SampleRun.opened());
    int messages = i % 10 == 1 ? 50 : 1 + i % 4;
    for (int m = 1; m <= messages; m++) {
      StringBuilder latin1 = new StringBuilder();
      random.ints(60, 0, 256).forEach(octet -> latin1.append((char) octet));
      events.add(SampleRun.sent(m, 2, latin1.toString()));
      events.add(SampleRun.received(m, true, 0, 2, latin1.toString()));
    }
    events.add(SampleRun.sent(90, 8, "\u0003\u00e8"));
    events.add(SampleRun.received(91, true, 0, 8, "\u0003\u00e8"));
    String id = "area-" + i % 12 + "/with-a-longer-name~opcode=binary~size=" + i;
    return SampleRun.result(
        id,
        "A message of " + i + " octets in several pieces comes back intact",
        verdict,
        SampleRun.transcript(events.toArray(Event[]::new)),
        SampleRun.check(
            BROKEN[i / 5 % BROKEN.length], finding, verdict, "a frame of " + i + " octets came"),
        SampleRun.check("6455-5.1-05", Finding.HELD, Verdict.PASS, "2 frames came unmasked"));
  }
}
