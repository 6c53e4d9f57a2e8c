package dev.wspec.cases.text;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.hex;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.cases.text.InvalidTextCases.invalid;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Text is judged as a message, not frame by frame (RFC 6455 §5.6, §8.1). */
final class FragmentedTextCases {
  /** Characters of 1, 2, 3 and 4 octets. */
  private static final String ALL_LENGTHS = "61c3a9e282acf09f9880";

  private static final String GREEK = "cebae1bdb9cf83cebcceb5";

  private FragmentedTextCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int at = 1; at < 10; at++) {
      cases.add(
          sound(
              "cut~at=" + at,
              "cut behind octet " + at,
              ALL_LENGTHS.substring(0, 2 * at),
              ALL_LENGTHS.substring(2 * at)));
    }
    cases.add(
        sound(
            "between-characters",
            "cut between characters",
            "48656c6c6f2dc2b540c39fc3b6c3a4",
            "c3bcc3a0c3a12d5554462d382121"));
    cases.add(
        sound(
            "octets~text=mixed",
            "of one octet each",
            octetwise("48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d5554462d382121")));
    cases.add(sound("octets~text=greek", "of one octet each", octetwise(GREEK)));
    cases.add(sound("empty-amid-character", "with an empty one amid a character", "c3", "", "a9"));
    cases.add(
        echo(
                "text/fragments/ping-amid-character",
                "A Ping amid a character leaves the text whole",
                "6455-5.6-02",
                text(hex("e2")).notFinal(),
                ping("amid"),
                continuation(hex("82ac")))
            .check("6455-8.1-02", echoesEveryMessage())
            .build());
    cases.add(unsound("surrogate-octets", octetwise("cebae1bdb9cf83cebcceb5eda080656469746564")));
    cases.add(unsound("overlong-across", "f0", "8080af"));
    cases.add(unsound("surrogate-across", "ed", "a080"));
    cases.add(unsound("beyond-across", "f4", "908080"));
    cases.add(unsound("unfinished-last", "6162", "c3"));
    cases.add(unsound("unfinished-then-empty", "c3", ""));
    cases.add(unsound("unfinished-then-ascii", "c3", "61"));
    cases.add(unsound("bad-first", "ff", "61"));
    cases.add(early("fragment~bad=sequence", between(frames(GREEK, "f4908080", "656469746564"))));
    cases.add(early("fragment~bad=octet", between(frames(GREEK + "f4", "90", "8080656469746564"))));
    cases.add(early("frame~bad=sequence", within(GREEK + "f4908080656469746564", 11, 15)));
    cases.add(early("frame~bad=octet", within(GREEK + "f4908080656469746564", 12, 13)));
    return cases.stream();
  }

  private static String[] octetwise(String hex) {
    List<String> octets = new ArrayList<>();
    for (int i = 0; i < hex.length(); i += 2) {
      octets.add(hex.substring(i, i + 2));
    }
    octets.add("");
    return octets.toArray(String[]::new);
  }

  private static RawFrame[] frames(String... parts) {
    RawFrame[] frames = new RawFrame[parts.length];
    for (int i = 0; i < parts.length; i++) {
      RawFrame each = i == 0 ? text(hex(parts[i])) : continuation(hex(parts[i]));
      frames[i] = i < parts.length - 1 ? each.notFinal() : each;
    }
    return frames;
  }

  private static ConformanceCase sound(String variant, String how, String... parts) {
    return echo(
            "text/fragments/" + variant,
            "A text in fragments " + how + " is taken",
            "6455-5.6-02",
            frames(parts))
        .check("6455-8.1-02", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase unsound(String variant, String... parts) {
    return invalid(
        "text/fragments/invalid/" + variant,
        "that is UTF-8 in no fragmentation",
        "6455-5.6-03",
        Segmentation.whole(),
        frames(parts));
  }

  /**
   * The fence behind the bad octets shows whether the subject noticed before the rest came; that it
   * answers is no fault, and so only the end of the connection is asked for.
   */
  private static Stimulus between(RawFrame... frames) {
    return wire -> {
      settle(wire);
      wire.send(frames[0], frames[1]);
      wire.fence();
      wire.send(frames[2]);
      wire.awaitEnd();
    };
  }

  /** Within a frame there can be no fence, and so the rest waits a short while behind the bad. */
  private static Stimulus within(String text, int... cuts) {
    return wire -> {
      settle(wire);
      byte[] frame = text(hex(text)).toBytes(wire.role(), wire.random());
      int header = frame.length - text.length() / 2;
      int from = 0;
      for (int cut : cuts) {
        wire.sendOctets(Arrays.copyOfRange(frame, from, header + cut));
        from = header + cut;
      }
      wire.linger();
      wire.sendOctets(Arrays.copyOfRange(frame, from, frame.length));
      wire.awaitEnd();
    };
  }

  private static ConformanceCase early(String variant, Stimulus stimulus) {
    return conformanceCase("text/fail-fast/" + variant)
        .title("Text that is not UTF-8 fails the connection, at best before the rest of it comes")
        .stimulus(stimulus)
        .check(InvalidTextCases.INVALID, endsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1007))
        .check(
            "6455-8.1-03",
            Judge.of(
                "a Close or the end before the message is complete; tolerably, after it",
                FragmentedTextCases::noticedEarly))
        .build();
  }

  private static Opinion noticedEarly(Transcript transcript) {
    if (transcript.main().opened().isEmpty()) {
      return Opinion.notApplicable("the connection was never opened");
    }
    List<Event> events = transcript.main().events();
    int messages = 0;
    for (Event event : events) {
      if (event instanceof Event.SentMessage) {
        messages++;
      }
      boolean over =
          event instanceof Event.Ended
              || event instanceof Event.Received received
                  && received.frame().is(ScannedFrame.CLOSE);
      if (over && messages < 2) {
        return Opinion.held("It failed the connection before the message was complete.");
      }
      if (over || messages == 2) {
        break;
      }
    }
    return Opinion.tolerable(
        "It took the whole message first.",
        "RFC 6455 §8.1 does not say when text has to be checked");
  }
}
