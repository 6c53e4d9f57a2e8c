package dev.wspec.run;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.Judges;
import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.protocol.Frame;
import dev.wspec.subject.Agenda;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientSuiteTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final List<ConformanceCase> CASES =
      IntStream.rangeClosed(1, 5)
          .mapToObj(
              i ->
                  conformanceCase("text/echo~n=" + i)
                      .title("A message comes back")
                      .subject(SubjectRole.CLIENT)
                      .stimulus(
                          wire -> {
                            wire.open();
                            wire.exchange(text("message " + i));
                            wire.close();
                          })
                      .check("6455-5.2-03", Judges.echoesEveryMessage())
                      .build())
          .toList();

  private static ClientSubject listening(Invitation invitation, Duration patience)
      throws Exception {
    return ClientSubject.listen(ANY_PORT, null, invitation, patience);
  }

  private static RunEnd run(ClientSubject subject) {
    return new Suite(
            subject,
            new CaseJudge(Requirements.load(), false),
            new Suite.Settings(4, Duration.ofSeconds(5), 1))
        .run(CASES, outcome -> subject.judged(outcome.id(), "OK"));
  }

  /** What a connection brings until it ends; everything else is echoed. */
  private static String visit(String url) throws Exception {
    StringBuilder said = new StringBuilder();
    try (WebSocketClient client = WebSocketClient.to(URI.create(url)).connect()) {
      for (Frame frame = client.receive(); frame != null; frame = client.receive()) {
        said.append(new String(frame.payload(), StandardCharsets.UTF_8));
        client.send(frame);
      }
    }
    return said.toString();
  }

  private static void drive(String url, int to) throws Exception {
    for (int i = 1; i <= to; i++) {
      visit(url + "/runCase?case=" + i + "&agent=a%3Cb%3E%00../c");
    }
  }

  @Test
  void driverOfTheAutobahnProtocolIsLedThroughAllCases() throws Exception {
    try (ClientSubject subject = listening(new Invitation.Patience(), Duration.ofSeconds(20))) {
      CompletableFuture<RunEnd> end = CompletableFuture.supplyAsync(() -> run(subject));
      assertThat(until(() -> visit(subject.url() + "/getCaseCount"), "6")).isEqualTo("6");
      drive(subject.url(), 6);
      assertThat(visit(subject.url() + "/getCaseStatus?case=2&agent=a"))
          .isEqualTo("{\"behavior\": \"OK\"}");
      visit(subject.url() + "/updateReports?agent=a");
      assertThat(end.get().outcomes())
          .hasSize(5)
          .allMatch(outcome -> outcome.verdict() == Verdict.PASS);
      assertThat(end.get().ending()).isEqualTo(RunEnd.Ending.COMPLETE);
      assertThat(subject.agent()).isEqualTo("a<b>?../c");
    }
  }

  /** The run begins on a thread of its own; before, there is nothing to come for. */
  private static String until(java.util.concurrent.Callable<String> question, String answer)
      throws Exception {
    String last = question.call();
    for (int i = 0; i < 1000 && !last.equals(answer); i++) {
      last = question.call();
    }
    return last;
  }

  @Test
  void clientThatGivesUpEarlyKeepsWhatIsKnown() throws Exception {
    try (ClientSubject subject = listening(new Invitation.Patience(), Duration.ofSeconds(20))) {
      CompletableFuture<RunEnd> end = CompletableFuture.supplyAsync(() -> run(subject));
      until(() -> visit(subject.url() + "/getCaseCount"), "6");
      drive(subject.url(), 3);
      visit(subject.url() + "/updateReports?agent=a");
      assertThat(end.get().outcomes()).extracting(CaseOutcome::verdict).containsOnly(Verdict.PASS);
      assertThat(end.get().outcomes()).hasSize(2);
      assertThat(end.get().ending()).isEqualTo(RunEnd.Ending.SUBJECT_LOST);
      assertThat(end.get().notes())
          .anyMatch(note -> note.contains("before it had come for all cases"));
    }
  }

  @Test
  void commandThatNeverConnectsIsToldOfWithItsOutput() throws Exception {
    try (ClientSubject subject =
        listening(
            new Invitation.Once("echo cannot find the module; exit 3; #"),
            Duration.ofSeconds(20))) {
      RunEnd end = run(subject);
      assertThat(end.outcomes()).isEmpty();
      assertThat(end.notes())
          .anyMatch(note -> note.contains("status 3") && note.contains("cannot find the module"));
    }
  }

  @Test
  void commandForEachCaseThatNeverConnectsIsGivenUp() throws Exception {
    try (ClientSubject subject =
        listening(new Invitation.EachCase("exit 7; #"), Duration.ofSeconds(20))) {
      RunEnd end = run(subject);
      assertThat(end.ending()).isEqualTo(RunEnd.Ending.SUBJECT_LOST);
      assertThat(end.notes())
          .anyMatch(note -> note.contains("did not connect") && note.contains("status 7"));
    }
  }

  private static String http(ClientSubject subject, String request) throws Exception {
    URI uri = URI.create(subject.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void browserGetsThePageThatTestsIt() throws Exception {
    try (ClientSubject subject = listening(new Invitation.Patience(), Duration.ofSeconds(5))) {
      assertThat(http(subject, "GET / HTTP/1.1\r\nHost: here\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Type: text/html", "wspec tests this browser");
      assertThat(http(subject, "GET /wspec/progress HTTP/1.1\r\nHost: here\r\n\r\n"))
          .endsWith("{\"counts\":{},\"failed\":[],\"left\":0}");
    }
  }

  /** Longer than what TCP takes at once. */
  @Test
  void browserGetsTheNamesOfAllCases() throws Exception {
    List<ConformanceCase> all = List.copyOf(Catalogue.load().all());
    try (ClientSubject subject = listening(new Invitation.Patience(), Duration.ofSeconds(5));
        Agenda agenda = subject.agenda(all, 1)) {
      assertThat(agenda.absence()).isEmpty();
      URI page = URI.create(subject.url().replaceFirst("ws", "http") + "/wspec/cases");
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.body().split("\",\"")).hasSize(all.size() + 1); // and the probe
    }
  }

  @Test
  void oddRequestsAreTurnedDown() throws Exception {
    try (ClientSubject subject = listening(new Invitation.Patience(), Duration.ofSeconds(5))) {
      String upgrade = " HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n\r\n";
      for (String target :
          List.of(
              "/runCase?agent=a",
              "/runCase?case=0&agent=a",
              "/runCase?case=99999999999999&agent=a",
              "/runCase?case=1",
              "/getCaseInfo?casetuple=../../etc/passwd",
              "/case/%00")) {
        assertThat(http(subject, "GET " + target + upgrade)).startsWith("HTTP/1.1 500 ");
      }
      assertThat(http(subject, "GET /elsewhere HTTP/1.1\r\nHost: here\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ");
    }
  }
}
