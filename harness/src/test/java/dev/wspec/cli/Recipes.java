package dev.wspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code in a page of the documentation. */
final class Recipes {

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^```(\\w*)\\n(.*?)^```$|^## ([^\\n]+)$", Pattern.DOTALL | Pattern.MULTILINE);

  /** One block, the heading that it stands under and its language. */
  record Recipe(String heading, String language, String text) {}

  private final List<Recipe> all = new ArrayList<>();

  Recipes(Path page) throws IOException {
    String heading = "";
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      if (blocks.group(3) != null) {
        heading = blocks.group(3);
      } else {
        all.add(new Recipe(heading, blocks.group(1), blocks.group(2)));
      }
    }
  }

  List<Recipe> all() {
    return List.copyOf(all);
  }

  /** Those under a heading in a language, as many as the caller knows how to try. */
  List<String> of(String heading, String language, int count) {
    List<String> texts =
        all.stream()
            .filter(r -> r.heading().equals(heading) && r.language().equals(language))
            .map(Recipe::text)
            .toList();
    if (texts.size() != count) {
      throw new AssertionError(
          texts.size() + " recipes in " + language + " under '" + heading + "', not " + count);
    }
    return texts;
  }
}
