package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Segmentation;
import dev.wspec.report.WireLine.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of opening handshakes.
 *
 * @param octets how many of those behind a request are shown at most
 */
record HeadLines(int octets) {

  private static final int LINES = 40;
  private static final int LINE_LENGTH = 300;

  List<WireLine> opened(Event.Opened opened) {
    return List.of(
        request(opened, opened.request(), List.of()),
        response(opened, opened.response(), "the handshake is done"));
  }

  List<WireLine> refused(Event.Refused refused) {
    WireLine request =
        request(
            refused, refused.request(), refused.bent() ? List.of("bent by the case") : List.of());
    RawResponse answer = refused.response();
    return List.of(
        request,
        answer == null
            ? WireLine.aside(refused, "no answer", "no complete head came")
            : response(refused, answer, "no WebSocket connection"));
  }

  private WireLine request(Event event, RawRequest request, List<String> details) {
    List<String> all = new ArrayList<>(details);
    if (request.segmentation() instanceof Segmentation.Pieces pieces) {
      all.add("in writes of " + pieces.size());
    } else if (request.segmentation() instanceof Segmentation.CutAt cut) {
      all.add("cut into " + (cut.offsets().size() + 1) + " writes");
    }
    if (!request.following().isEmpty()) {
      all.add(request.following().size() + " octets behind the head");
    }
    byte[] following = new byte[Math.min(octets, request.following().size())];
    for (int i = 0; i < following.length; i++) {
      following[i] = request.following().get(i);
    }
    return new WireLine(
        Direction.SENT,
        WireLine.time(event),
        "",
        "request",
        all,
        all,
        List.of(),
        FrameLines.hex(following),
        lines(request.head()),
        List.of());
  }

  private WireLine response(Event event, RawResponse response, String meaning) {
    List<String> content = new ArrayList<>(lines(response.head()));
    if (!response.body().isEmpty()) {
      content.add("body: " + Escapes.oneLine(response.body(), LINE_LENGTH));
    }
    return new WireLine(
        Direction.RECEIVED,
        WireLine.time(event),
        "",
        "response",
        List.of(meaning),
        List.of(),
        List.of(),
        "",
        content,
        List.of());
  }

  private static List<String> lines(String head) {
    // What CR and LF really stood there is part of the evidence, except for the usual line end.
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < head.length()) {
      if (lines.size() == LINES) {
        lines.add("…");
        return lines;
      }
      int end = head.indexOf("\r\n", from);
      String line = head.substring(from, end < 0 ? head.length() : end);
      if (!line.isEmpty()) {
        lines.add(Escapes.oneLine(line, LINE_LENGTH));
      }
      from += line.length() + 2;
    }
    return lines;
  }
}
