package dev.wspec.conformance;

import java.util.function.Function;

/** A pure question about a transcript: the same transcript always gets the same opinion. */
public interface Judge {

  /** What would be accepted, in the words of a report: "a Close with code 1002, or a TCP close". */
  String accepted();

  Opinion judge(Transcript transcript);

  static Judge of(String accepted, Function<Transcript, Opinion> question) {
    return new Judge() {
      @Override
      public String accepted() {
        return accepted;
      }

      @Override
      public Opinion judge(Transcript transcript) {
        return question.apply(transcript);
      }

      @Override
      public String toString() {
        return accepted;
      }
    };
  }
}
