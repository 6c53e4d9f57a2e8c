package dev.wspec.fuzz;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.protocol.Rule;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        && outcome.script().frames().stream().noneMatch(f -> f.opcode() == ScannedFrame.CLOSE)
        && isReadAsFrames(outcome.script());
  }

  /**
   * Whether each frame is read as one: behind a length that lies, or octets of no frame, headers
   * and masking keys are taken for payload, and those are never the same.
   */
  private static boolean isReadAsFrames(Script script) {
    return script.frames().stream().allMatch(frame -> frame.declared() == null)
        && script.steps().stream()
            .flatMap(
                step -> step instanceof Step.Write write ? write.items().stream() : Stream.of())
            .allMatch(item -> item instanceof FuzzFrame);
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
      String as = sense(one);
      String but = sense(other);
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
          "In %s the target %s; here it %s. The other form: %s"
              .formatted(variation.words(), phrase(but), phrase(as), phrase(inALine(changed))),
          after(rules(one)));
    };
  }

  private static String after(Set<Rule> rules) {
    return rules.stream()
        .map(rule -> "-after-" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .findFirst()
        .orElse("");
  }

  /** Behind a broken rule nobody has waited for all that is delivered. */
  private static String sense(Outcome outcome) {
    Conversation c = outcome.transcript().main();
    return rules(outcome).isEmpty() ? Trace.outcomeClass(c) : Trace.manner(c);
  }

  private static String inALine(Script script) {
    return script.toString().lines().skip(1).map(String::strip).collect(Collectors.joining(" / "));
  }

  private static String phrase(String text) {
    return text.length() > 200 ? text.substring(0, 200) + " …" : text;
  }
}
