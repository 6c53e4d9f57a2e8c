package dev.wspec.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Our codec against the model, with inputs that coverage steers. Without JAZZER_FUZZ in the
 * environment it replays the seed corpus, most of which {@link CasesAsSeeds} makes of the cases;
 * docs/fuzzing.md says how to fuzz.
 */
class ParserFuzzTest {

  @FuzzTest
  void a_conversation(byte[] choices) {
    ConversationFuzzer.fuzzerTestOneInput(choices);
  }

  @FuzzTest
  @DictionaryFile(resourcePath = "/dev/wspec/fuzz/websocket.dict")
  void octets(byte[] input) {
    OctetsFuzzer.fuzzerTestOneInput(input);
  }
}
