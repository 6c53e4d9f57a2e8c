package dev.wspec.fuzz;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.protocol.Rule;
import java.util.Locale;
import java.util.Set;

/** Whether a conversation comes out the same when it is sent in another form. */
final class Sameness {
  private final Player player;

  Sameness(Player player) {
    this.player = player;
  }

  /** Whether its outcome is one that no race and no choice of the target has part in. */
  static boolean isSettled(Outcome outcome) {
    Conversation c = outcome.transcript().main();
    OurBreach breach = OurBreach.in(c);
    return outcome.opened()
        && !outcome.isBad()
        && !breach.cutShort()
        && !Compressed.leavesRoom(c)
        && c.closeSent().map(close -> isLast(c, close)).orElse(true)
        && outcome.script().steps().stream()
            .allMatch(step -> step instanceof Step.Write || step instanceof Step.Settle)
        && outcome.script().frames().stream().noneMatch(f -> f.opcode() == ScannedFrame.CLOSE);
  }

  /** A form in which it breaks another rule is not the same. */
  private static Set<Rule> rules(Outcome outcome) {
    return OurBreach.in(outcome.transcript().main()).rules();
  }

  private static boolean isLast(Conversation c, ScannedFrame close) {
    return c.sent().get(c.sent().size() - 1).equals(close);
  }

  /** Plays it as it is and in another form. */
  Oracle in(Variation variation) {
    return (script, seed) -> {
      Outcome one = player.play(script, seed);
      Script changed = variation.of(script, seed);
      if (!isSettled(one) || changed.equals(script)) {
        return one.as("", one.judged());
      }
      Outcome other = player.play(changed, seed + 1);
      String as = Trace.outcomeClass(one.transcript().main());
      String but = Trace.outcomeClass(other.transcript().main());
      if (as.equals(but) || !isSettled(other) || !rules(one).equals(rules(other))) {
        return one.as("", one.judged());
      }
      Ailment ailment =
          new Ailment(
              "differs-in-" + variation.word(),
              variation.requirement(player.role() == SubjectRole.SERVER),
              "The same octets mean the same in " + variation.words());
      return ailment.seenIn(
          one,
          "In %s the target %s; here it %s. The other form:\n%s"
              .formatted(variation.words(), phrase(but), phrase(as), changed),
          after(rules(one)));
    };
  }

  private static String after(Set<Rule> rules) {
    return rules.stream()
        .map(rule -> "-after-" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .findFirst()
        .orElse("");
  }

  private static String phrase(String outcome) {
    return outcome.length() > 200 ? outcome.substring(0, 200) + " …" : outcome;
  }
}
