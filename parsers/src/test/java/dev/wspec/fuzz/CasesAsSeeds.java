package dev.wspec.fuzz;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.protocol.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the cases send to a server, as seeds and as a dictionary for fuzzing with coverage. */
final class CasesAsSeeds {

  /** Octets of a seed at most: what is larger is slow and shows nothing more. */
  private static final int LARGEST = 160;

  /** Octets of a payload that is a word of the dictionary. */
  private static final int WORD = 8;

  private static final int DEFLATE = 2;
  private static final int KEY = 4;

  private final Map<String, byte[]> seeds = new TreeMap<>();
  private final SortedSet<String> words = new TreeSet<>();
  private final SortedSet<String> allSent = new TreeSet<>();
  private final SortedSet<String> allWords = new TreeSet<>();

  private CasesAsSeeds() {}

  static CasesAsSeeds read() {
    CasesAsSeeds read = new CasesAsSeeds();
    ServiceLoader.load(CaseProvider.class).stream()
        .flatMap(CasesAsSeeds::cases)
        .filter(each -> each.subjects().contains(SubjectRole.SERVER) && !each.effort().isOptIn())
        .sorted(Comparator.comparing(each -> each.id().toString()))
        .forEach(read::add);
    return read;
  }

  private static Stream<ConformanceCase> cases(ServiceLoader.Provider<CaseProvider> provider) {
    return provider.get().cases();
  }

  private void add(ConformanceCase each) {
    PaperWire wire = new PaperWire(Role.CLIENT);
    try {
      each.stimulus().play(wire);
    } catch (PaperWire.Enough e) {
      return;
    }
    byte[] octets = wire.sent();
    if (octets.length == 0 || octets.length > LARGEST) {
      return;
    }
    byte[] seed = new byte[1 + octets.length];
    seed[0] = (byte) (wire.deflate() ? DEFLATE : 0);
    System.arraycopy(octets, 0, seed, 1, octets.length);
    String family = each.id().toString().replaceAll("~.*", "").replace('/', '.');
    SortedSet<String> found = words(octets);
    allWords.addAll(found);
    if (allSent.add(HexFormat.of().formatHex(seed)) && seeds.putIfAbsent(family, seed) == null) {
      words.addAll(found);
    }
  }

  private static SortedSet<String> words(byte... octets) {
    SortedSet<String> found = new TreeSet<>();
    int[] starts = new FrameReader(octets, Role.CLIENT).starts();
    for (int i = 0; i < starts.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : octets.length;
      int payload = Math.min(end, starts[i] + 2 + KEY);
      found.add(word(Arrays.copyOfRange(octets, starts[i], Math.min(end, starts[i] + 2))));
      if (end > payload && end - payload <= WORD) {
        found.add(word(Arrays.copyOfRange(octets, payload, end)));
      }
    }
    return found;
  }

  private static String word(byte... octets) {
    return '"' + HexFormat.of().withPrefix("\\x").formatHex(octets) + '"';
  }

  /** What any case sends, as a seed in hex. */
  SortedSet<String> allSent() {
    return allSent;
  }

  /** What a dictionary may have. */
  SortedSet<String> allWords() {
    return allWords;
  }

  /**
   * One for each family of cases, by name: a first octet that says how, as {@link OctetsFuzzer}
   * reads it, and frames.
   */
  Map<String, byte[]> seeds() {
    return seeds;
  }

  /** As libFuzzer reads it: a word in each line. */
  String dictionary() {
    return String.join("\n", words) + "\n";
  }
}
