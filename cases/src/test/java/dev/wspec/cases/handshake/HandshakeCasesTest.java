package dev.wspec.cases.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.cases.subprotocol.SubprotocolCases;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandshakeCasesTest {

  private static List<ConformanceCase> cases() {
    return Stream.concat(new HandshakeCases().cases(), new SubprotocolCases().cases()).toList();
  }

  private static RawRequest requestOf(String id) {
    return cases().stream()
        .filter(each -> each.id().value().equals(id))
        .map(each -> PaperWire.requestsOf(each.stimulus()).get(0))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allAreInTheCatalogue() {
    Catalogue catalogue = Catalogue.load();
    assertThat(cases()).allMatch(each -> catalogue.find(each.id()).isPresent());
  }

  @Test
  void allAreAskedOfServersAlone() {
    assertThat(cases()).allMatch(each -> each.subjects().equals(Set.of(SubjectRole.SERVER)));
  }

  @Test
  void everyCheckCitesARequirementThatBindsServers() {
    Requirements requirements = Requirements.load();
    for (ConformanceCase each : cases()) {
      for (Check check : each.checks()) {
        assertThat(requirements.get(check.requirement()).binds())
            .as("%s cites %s", each, check.requirement())
            .contains(SubjectRole.SERVER);
      }
    }
  }

  @Test
  void everyStoryMakesARequestOfItsOwn() {
    Map<String, List<CaseId>> byOctets =
        cases().stream()
            .filter(each -> !each.id().value().startsWith("handshake/response/"))
            .filter(each -> !each.id().value().startsWith("handshake/upgrade/required"))
            .filter(each -> !each.id().value().startsWith("handshake/version/supported"))
            .collect(
                Collectors.groupingBy(
                    each -> octetsOf(PaperWire.requestsOf(each.stimulus()).get(0)),
                    Collectors.mapping(ConformanceCase::id, Collectors.toList())));
    assertThat(byOctets.values()).allMatch(ids -> ids.size() == 1 || isOrdinary(ids));
  }

  /** These ask for what the ordinary request has in any case. */
  private static boolean isOrdinary(List<CaseId> ids) {
    return Set.of(
            "handshake/version/13",
            "handshake/key/example",
            "handshake/origin/missing",
            "subprotocol/not-offered")
        .containsAll(ids.stream().map(CaseId::value).toList());
  }

  private static String octetsOf(RawRequest request) {
    return new String(request.toBytes(), StandardCharsets.ISO_8859_1)
        + request.segmentation().ends(request.head().length());
  }

  @Test
  void aHostileRequestIsFollowedByAnOrdinaryOne() {
    ConformanceCase huge =
        cases().stream()
            .filter(each -> each.id().value().equals("handshake/key/huge~octets=65536"))
            .findFirst()
            .orElseThrow();
    assertThat(PaperWire.requestsOf(huge.stimulus())).hasSize(2).endsWith(Handshakes.ordinary());
  }

  @Test
  void cutsFallWhereTheySay() {
    RawRequest amidKey = requestOf("handshake/segments/cut~at=key");
    int cut = amidKey.segmentation().ends(amidKey.head().length()).get(0);
    assertThat(amidKey.head().substring(0, cut)).endsWith("dGhlIHNhb");
    RawRequest amidEnd = requestOf("handshake/segments/cut~at=last-cr");
    assertThat(amidEnd.head().substring(amidEnd.segmentation().ends(4096).get(0))).isEqualTo("\n");
  }

  @Test
  void oddRequestLinesStandOnTheWireAsTheyShould() {
    assertThat(requestOf("handshake/request-line/tabs").head()).startsWith("GET\t/\tHTTP/1.1");
    assertThat(requestOf("handshake/request-line/target-missing").head())
        .startsWith("GET HTTP/1.1\r\nHost:");
    assertThat(requestOf("handshake/request-line/empty-line-before").head())
        .startsWith("\r\nGET / HTTP/1.1\r\n");
    assertThat(requestOf("handshake/target/absolute-form").head())
        .startsWith("GET http://wspec.test/ HTTP/1.1\r\n");
  }

  @Test
  void theDeclaredBodyIsAsLongAsTheOctetsThatFollow() {
    RawRequest request = requestOf("handshake/body/with-length");
    assertThat(request.field("Content-Length"))
        .hasValue(Integer.toString(request.following().size()));
  }
}
