package dev.wspec.fuzz;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.Segmentation;
import dev.wspec.fuzz.FuzzFrame.Masking;
import java.util.ArrayList;
import java.util.List;

/** Scripts as text: a line for each thing that is done, and nothing lost. */
final class ScriptText {

  static final String FIRST_LINE = "wspec conversation 1";

  private static final List<String> OPCODES =
      List.of(
          "continuation",
          "text",
          "binary",
          "0x3",
          "0x4",
          "0x5",
          "0x6",
          "0x7",
          "close",
          "ping",
          "pong",
          "0xb",
          "0xc",
          "0xd",
          "0xe",
          "0xf");

  private ScriptText() {}

  /** The opcode as a script has it. */
  static String opcode(int opcode) {
    return OPCODES.get(opcode);
  }

  static String of(Script script) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    for (Bend bend : script.bends()) {
      text.append(bend.side().word()).append(' ').append(bend.kind().word());
      if (bend.kind().words() > 0) {
        text.append(' ').append(Words.quoted(bend.first()));
      }
      if (bend.kind().words() > 1) {
        text.append(' ').append(Words.quoted(bend.second()));
      }
      text.append('\n');
    }
    if (!(script.cuts() instanceof Segmentation.Whole)) {
      text.append("request cut").append(cuts(script.cuts())).append('\n');
    }
    for (Step step : script.steps()) {
      step(step, text);
    }
    return text.toString();
  }

  private static void step(Step step, StringBuilder text) {
    if (step instanceof Step.Write write) {
      text.append("write").append(cuts(write.cuts())).append('\n');
      for (Item item : write.items()) {
        text.append("  ").append(item(item)).append('\n');
      }
    } else if (step instanceof Step.Listen listen) {
      text.append("listen ").append(listen.millis()).append('\n');
    } else if (step instanceof Step.Settle) {
      text.append("settle\n");
    } else if (step instanceof Step.HalfClose) {
      text.append("half-close\n");
    } else {
      text.append("reset\n");
    }
  }

  private static String cuts(Segmentation cuts) {
    if (cuts instanceof Segmentation.Pieces pieces) {
      return " every " + pieces.size();
    }
    if (cuts instanceof Segmentation.CutAt cut) {
      StringBuilder text = new StringBuilder(" at ");
      for (int offset : cut.offsets()) {
        text.append(text.length() == 4 ? "" : ",").append(offset);
      }
      return text.toString();
    }
    return "";
  }

  /** A frame or loose octets in one line. */
  static String item(Item item) {
    if (item instanceof Item.Loose loose) {
      return "octets " + loose.octets().text();
    }
    FuzzFrame frame = (FuzzFrame) item;
    StringBuilder text = new StringBuilder(OPCODES.get(frame.opcode()));
    if (!frame.fin()) {
      text.append(" not-final");
    }
    if (frame.rsv() != 0) {
      text.append(" rsv=").append(frame.rsv());
    }
    if (frame.masking() == Masking.NEVER) {
      text.append(" unmasked");
    } else if (frame.masking() == Masking.ALWAYS) {
      Integer key = frame.key();
      text.append(key == null ? " masked" : " mask=%08x".formatted(key));
    }
    LengthForm form = frame.form();
    if (form != null) {
      text.append(" length-bits=").append(bits(form));
    }
    Long declared = frame.declared();
    if (declared != null) {
      text.append(" declares=").append(Long.toUnsignedString(declared));
    }
    return text.append(' ').append(frame.payload().text()).toString();
  }

  private static int bits(LengthForm form) {
    return switch (form) {
      case BITS_7 -> 7;
      case BITS_16 -> 16;
      case BITS_64 -> 64;
    };
  }

  /**
   * Reads a script.
   *
   * @throws Unreadable with the first line that is wrong, and why
   */
  static Script read(String text) throws Unreadable {
    List<Bend> bends = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Segmentation requestCuts = Segmentation.whole();
    List<Item> open = null;
    Segmentation openCuts = Segmentation.whole();
    boolean begun = false;
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!begun) {
        if (!line.equals(FIRST_LINE)) {
          throw new Unreadable(number, "a conversation begins with '" + FIRST_LINE + "'");
        }
        begun = true;
        continue;
      }
      Words words = Words.of(line, number);
      String verb = words.next("a word");
      if (OPCODES.contains(verb) || verb.equals("octets")) {
        if (open == null) {
          throw new Unreadable(number, "frames and octets stand below a line 'write'");
        }
        open.add(verb.equals("octets") ? new Item.Loose(words.octets()) : frame(verb, words));
        words.end();
        continue;
      }
      if (open != null) {
        steps.add(new Step.Write(openCuts, open));
        open = null;
      }
      switch (verb) {
        case "request", "answer" -> {
          if (!steps.isEmpty()) {
            throw new Unreadable(number, "the handshake comes before everything else");
          }
          String kind = words.next("what is changed about the " + verb);
          if (kind.equals("cut")) {
            requestCuts = cuts(words);
          } else {
            Bend bend = bend(kind, words);
            bends.add(verb.equals("request") ? bend : bend.ofAnswer());
          }
        }
        case "write" -> {
          openCuts = cuts(words);
          open = new ArrayList<>();
        }
        case "settle" -> steps.add(new Step.Settle());
        case "listen" -> {
          int millis = words.number("milliseconds", 0, Step.Listen.LONGEST);
          steps.add(new Step.Listen(millis));
        }
        case "half-close" -> steps.add(new Step.HalfClose());
        case "reset" -> steps.add(new Step.Reset());
        default ->
            throw new Unreadable(
                number,
                "'"
                    + verb
                    + "' is not known; write, settle, listen, half-close, reset, request, answer,"
                    + " octets and the names of frames are");
      }
      words.end();
    }
    if (!begun) {
      throw new Unreadable(1, "a conversation begins with '" + FIRST_LINE + "'");
    }
    if (open != null) {
      steps.add(new Step.Write(openCuts, open));
    }
    return new Script(bends, requestCuts, steps);
  }

  private static Bend bend(String word, Words words) throws Unreadable {
    for (Bend.Kind kind : Bend.Kind.values()) {
      if (kind.word().equals(word)) {
        String first = kind.words() > 0 ? words.string() : "";
        return new Bend(kind, first, kind.words() > 1 ? words.string() : "");
      }
    }
    throw words.wrong("'" + word + "' is no change of a handshake");
  }

  private static Segmentation cuts(Words words) throws Unreadable {
    if (!words.hasNext()) {
      return Segmentation.whole();
    }
    String how = words.next("how to cut");
    return switch (how) {
      case "every" -> Segmentation.pieces(words.number("a size in octets", 1, Octets.LIMIT));
      case "at" -> new Segmentation.CutAt(words.numbers());
      default -> throw words.wrong("a write is cut 'every N' or 'at N,N', not '" + how + "'");
    };
  }

  private static FuzzFrame frame(String opcode, Words words) throws Unreadable {
    FuzzFrame frame = FuzzFrame.of(OPCODES.indexOf(opcode), Octets.NONE);
    while (words.hasNext() && !words.isOctetsNext()) {
      String word = words.next("a property of the frame");
      String value = word.substring(word.indexOf('=') + 1);
      frame =
          switch (word.substring(0, word.length() - value.length())) {
            case "rsv=" -> frame.rsv((int) words.parse(value, 0, 7));
            case "mask=" -> frame.maskedWith(words.key(value));
            case "length-bits=" -> frame.lengthAs(form(value, words));
            case "declares=" -> frame.declaring(words.unsigned(value));
            default -> flag(frame, word, words);
          };
    }
    return frame.payload(words.hasNext() ? words.octets() : Octets.NONE);
  }

  private static FuzzFrame flag(FuzzFrame frame, String word, Words words) throws Unreadable {
    return switch (word) {
      case "not-final" -> frame.fin(false);
      case "unmasked" -> frame.unmasked();
      case "masked" -> frame.maskedWith(null);
      default -> throw words.wrong("'" + word + "' is no property of a frame");
    };
  }

  private static LengthForm form(String value, Words words) throws Unreadable {
    return switch (value) {
      case "7" -> LengthForm.BITS_7;
      case "16" -> LengthForm.BITS_16;
      case "64" -> LengthForm.BITS_64;
      default -> throw words.wrong("a length has 7, 16 or 64 bits, not '" + value + "'");
    };
  }
}
