package dev.wspec.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transcript means for a case.
 *
 * @param verdict the worst of the judgements, or one that no check gave
 * @param because why no check gave the verdict, or null
 */
public record Judged(Verdict verdict, List<Judgement> judgements, @Nullable String because) {
  public Judged {
    judgements = List.copyOf(judgements);
  }
}
