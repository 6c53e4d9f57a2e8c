package dev.wspec.fuzz;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.Judges;
import dev.wspec.subject.Agenda;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Meeting;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A client that comes for one conversation after the other. */
public final class VisitingClient implements Opponent, AutoCloseable {

  private final ClientSubject client;
  private final int atATime;
  private @Nullable Agenda agenda;
  private boolean stayedAway;

  /**
   * @param atATime how many conversations a driver is told that there are
   */
  public VisitingClient(ClientSubject client, int atATime) {
    this.client = client;
    this.atATime = atATime;
  }

  private static ConformanceCase visit(int number) {
    return ConformanceCase.conformanceCase("fuzz/visit~number=" + number)
        .title("A conversation that was made up")
        .subject(SubjectRole.CLIENT)
        .check("6455-5.5.2-03", Judges.answersPings())
        .build();
  }

  @Override
  public SubjectRole role() {
    return SubjectRole.CLIENT;
  }

  @Override
  public Meeting meet() {
    Optional<ConformanceCase> next = agenda == null ? Optional.empty() : agenda.next();
    if (next.isEmpty() && (agenda == null || client.comesAgain())) {
      close();
      List<ConformanceCase> visits =
          IntStream.rangeClosed(1, atATime).mapToObj(VisitingClient::visit).toList();
      agenda = client.agenda(visits, 1);
      next = agenda.next();
    }
    stayedAway = next.isEmpty();
    return client.meet(next.orElseGet(() -> visit(1)));
  }

  /** Whether it did not come the last time when it was waited for. */
  public boolean stayedAway() {
    return stayedAway;
  }

  @Override
  public void close() {
    if (agenda != null) {
      agenda.close();
    }
  }
}
