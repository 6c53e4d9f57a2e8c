package dev.wspec.autobahn;

import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;

/** What the fuzzer writes down while it listens, and what it hopes to write down. */
public sealed interface Heard {

  /** A message came. */
  record Said(boolean text, Filler payload) implements Heard {}

  /** A Pong came. */
  record Ponged(Filler payload) implements Heard {}

  /** The connection was still there when a pause ended. */
  record Outlived(String tag) implements Heard {}

  /** The facts of a transcript in the same terms. */
  sealed interface Fact {

    /** Whether this is what was hoped for. */
    boolean is(Heard hoped);
  }

  record SaidFact(Message message) implements Fact {
    @Override
    public boolean is(Heard hoped) {
      return hoped instanceof Said said
          && said.text == message.isText()
          && said.payload.is(message.payload());
    }
  }

  record PongedFact(Payload payload) implements Fact {
    @Override
    public boolean is(Heard hoped) {
      return hoped instanceof Ponged ponged && ponged.payload.is(payload);
    }
  }

  record OutlivedFact(String tag) implements Fact {
    @Override
    public boolean is(Heard hoped) {
      return hoped instanceof Outlived outlived && outlived.tag.equals(tag);
    }
  }
}
