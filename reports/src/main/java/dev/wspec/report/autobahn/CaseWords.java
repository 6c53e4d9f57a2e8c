package dev.wspec.report.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCase.EndBy;
import dev.wspec.autobahn.Heard;
import dev.wspec.autobahn.Step;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cases in sentences, made from what they do. */
final class CaseWords {

  private static final int STEPS = 6;

  private CaseWords() {}

  static String description(AutobahnCase asked) {
    List<String> steps = new ArrayList<>(asked.script().stream().map(CaseWords::step).toList());
    if (steps.size() > STEPS) {
      int more = steps.size() - STEPS + 1;
      steps = new ArrayList<>(steps.subList(0, STEPS - 1));
      steps.add("and " + more + " more");
    }
    return asked.title() + ". Sent: " + String.join("; ", steps) + ".";
  }

  static String expectation(AutobahnCase asked) {
    List<String> sentences = new ArrayList<>();
    if (asked.fatal().contains(AutobahnCase.Fatal.INFORMATIONAL)) {
      sentences.add("Whatever comes is only told.");
    }
    if (asked.ok() == null) {
      sentences.add("Every message comes back as it was sent.");
    } else {
      sentences.add("To be heard: " + heard(asked.ok()) + ".");
    }
    if (asked.nonStrict() != null) {
      sentences.add("Allowed: " + heard(asked.nonStrict()) + ".");
    }
    String codes = asked.codes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    sentences.add(
        asked.closesFirst()
            ? "Then a closing handshake, in which the peer sends " + codes + " or no code."
            : "The peer fails the connection, with " + codes + ", no code, or by closing TCP.");
    sentences.add(
        (asked.endsBy() == EndBy.KILLING ? "The connection is failed" : "A Close is sent")
            + " after "
            + asked.time().toMillis()
            + " ms.");
    return String.join(" ", sentences);
  }

  private static String heard(@Nullable List<Heard> hoped) {
    return hoped == null || hoped.isEmpty()
        ? "nothing"
        : hoped.stream().map(CaseWords::heard).collect(Collectors.joining(", "));
  }

  private static String heard(Heard hoped) {
    if (hoped instanceof Heard.Said said) {
      return (said.text() ? "a text message of " : "a binary message of ") + said.payload();
    }
    if (hoped instanceof Heard.Ponged pong) {
      return "a Pong of " + pong.payload();
    }
    return "nothing until pause " + ((Heard.Outlived) hoped).tag() + " is over";
  }

  private static String step(Step step) {
    if (step instanceof Step.Send send) {
      return name(send.opcode())
          + " frame of "
          + send.payload()
          + (send.fin() ? "" : ", not final")
          + (send.rsv() == 0 ? "" : ", RSV bits " + send.rsv())
          + (send.writes() instanceof Segmentation.Pieces pieces
              ? ", in writes of " + pieces.size()
              : "");
    }
    if (step instanceof Step.Fragmented cut) {
      return name(cut.opcode()) + " message of " + cut.payload() + " in frames of " + cut.size();
    }
    if (step instanceof Step.Header header) {
      return "the head of a " + name(header.opcode()) + " frame of " + header.length() + " octets";
    }
    if (step instanceof Step.Octets octets) {
      return octets.payload() + " of its payload";
    }
    if (step instanceof Step.Wait pause) {
      return "nothing for " + pause.time().toMillis() + " ms";
    }
    if (step instanceof Step.Trips trips) {
      return "a "
          + name(trips.opcode())
          + " message of "
          + trips.payload()
          + ", again after each echo";
    }
    Step.Deflated deflated = (Step.Deflated) step;
    return "compressed "
        + deflated.data()
        + " as "
        + name(deflated.opcode())
        + " messages of "
        + deflated.size()
        + " octets"
        + (deflated.fragment() == 0 ? "" : " in frames of " + deflated.fragment());
  }

  private static String name(int opcode) {
    return switch (opcode) {
      case 0 -> "Continuation";
      case 1 -> "Text";
      case 2 -> "Binary";
      case 8 -> "Close";
      case 9 -> "Ping";
      case 10 -> "Pong";
      default -> "opcode " + opcode;
    };
  }
}
