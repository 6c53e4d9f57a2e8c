package dev.wspec.subject;

import dev.wspec.conformance.ConformanceCase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cases in the order in which a driver comes for them. A driver that we have started and that
 * ends before it is through is started again for the rest; the case it died in is behind it then.
 */
final class DrivenAgenda implements Agenda {

  private static final long LOOK_MILLIS = 100;

  /** How long a driver that is through may take to end. */
  private static final long PARTING_MILLIS = 3000;

  /** Starts without any progress before we give up. */
  private static final int VAIN_STARTS = 2;

  private final ClientSubject subject;
  private final Reception reception;
  private final Invitation invitation;
  private final Duration patience;
  private final List<ConformanceCase> cases;
  private Round round;
  private int vainStarts;
  private @Nullable StartedProgram process;
  private @Nullable BrowserLaunch browser;
  private @Nullable String absence;
  private boolean over;

  DrivenAgenda(
      ClientSubject subject,
      Reception reception,
      Invitation invitation,
      Duration patience,
      Collection<ConformanceCase> cases,
      boolean probing) {
    this.subject = subject;
    this.reception = reception;
    this.invitation = invitation;
    this.patience = patience;
    this.cases = new ArrayList<>(cases);
    if (probing) {
      this.cases.add(0, ClientProbe.CASE);
    }
    round = new Round(this.cases);
    reception.begin(round);
    start();
  }

  private void start() {
    if (invitation instanceof Invitation.Once once) {
      try {
        process = StartedProgram.start(once.command(), subject.url(), once.authority());
      } catch (IOException e) {
        giveUp("The client could not be started: " + e.getMessage());
      }
    } else if (invitation instanceof Invitation.Browser kind) {
      try {
        browser = BrowserLaunch.start(kind.kind(), subject.url().replaceFirst("^ws", "http") + "/");
        process = browser.process();
      } catch (IOException e) {
        giveUp("The browser could not be started: " + e.getMessage() + ".");
      }
    }
  }

  @Override
  public Optional<ConformanceCase> next() {
    while (!over) {
      Optional<ConformanceCase> due = round.due(LOOK_MILLIS);
      if (due.isPresent() && due.get().equals(ClientProbe.CASE)) {
        subject.findOut();
      } else if (due.isPresent()) {
        return due;
      } else {
        lookAround();
      }
    }
    return Optional.empty();
  }

  private void lookAround() {
    if (round.isComplete()) {
      over = true;
      return;
    }
    boolean ended = process != null && !process.isAlive();
    if (ended) {
      startAgain();
    } else if (reception.reportsAsked()) {
      giveUp("The client asked for the report before it had come for all cases.");
    } else if (reception.millisSinceLastArrival() > patience.toMillis()) {
      StartedProgram hanging = process;
      if (hanging == null) {
        giveUp(
            "The client stayed away for " + patience.toSeconds() + " s. " + reception.lastMiss());
      } else {
        hanging.close();
      }
    }
  }

  private void startAgain() {
    StartedProgram dead = process;
    String end =
        dead == null
            ? ""
            : "The client exited with status " + dead.status() + ". It said: " + dead.output();
    vainStarts = round.visited() == 0 ? vainStarts + 1 : 0;
    if (vainStarts >= VAIN_STARTS) {
      giveUp(end);
      return;
    }
    round = round.rest();
    reception.begin(round);
    start();
  }

  private void giveUp(String why) {
    absence = why.strip();
    over = true;
  }

  @Override
  public Optional<String> absence() {
    return Optional.ofNullable(absence);
  }

  /** Lets a driver that is through come to its own end. */
  @Override
  public void close() {
    if (browser != null) {
      browser.close();
    } else if (process != null) {
      process.awaitExit(PARTING_MILLIS);
      process.close();
    }
  }
}
