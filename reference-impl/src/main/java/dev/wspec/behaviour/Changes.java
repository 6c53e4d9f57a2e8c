package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.Limits;
import dev.wspec.codec.MessageAssembler;
import dev.wspec.handshake.HandshakeBehaviour.Acceptance;
import dev.wspec.handshake.HandshakeBehaviour.DeflateChoice;
import dev.wspec.handshake.HandshakeBehaviour.Refusal;
import dev.wspec.handshake.HandshakeBehaviour.SubprotocolChoice;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.RequestRule;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ClosingBehaviour.Failure;
import dev.wspec.session.ClosingBehaviour.Reply;
import dev.wspec.session.ControlReplies;
import dev.wspec.session.ReceivingBehaviour.Assembly;
import dev.wspec.session.SendingBehaviour.Compression;
import dev.wspec.session.SendingBehaviour.Fragmentation;
import dev.wspec.session.SendingBehaviour.FrameWriter;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Changes of behaviour that replace one strategy each. */
final class Changes {
  private static final Set<String> KNOWN_FIELDS =
      Set.of(
          "host",
          "upgrade",
          "connection",
          "origin",
          "user-agent",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-protocol",
          "sec-websocket-extensions");
  private static final Set<String> USUAL_NAMES =
      Set.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version");

  private Changes() {}

  static UnaryOperator<Behaviour> accepting(Acceptance acceptance) {
    return b -> b.handshake(h -> h.accepting(acceptance));
  }

  static UnaryOperator<Behaviour> waiving(RequestRule rule) {
    return b -> b.handshake(h -> h.waiving(rule));
  }

  static UnaryOperator<Behaviour> waiving(HeadRule rule) {
    return b -> b.handshake(h -> h.waiving(rule));
  }

  static UnaryOperator<Behaviour> choosing(SubprotocolChoice choice) {
    return b -> b.handshake(h -> h.choosing(choice));
  }

  static UnaryOperator<Behaviour> refusingWith(Refusal refusal) {
    return b -> b.handshake(h -> h.refusing(refusal));
  }

  /** Refuses requests, with 400, for which {@code condition} does not hold. */
  static UnaryOperator<Behaviour> demanding(Predicate<RequestHead> condition) {
    return b ->
        b.handshake(h -> h.demanding(Responses.demand("Refused for no good reason", condition)));
  }

  /** Refuses, with this status, requests for which {@code condition} does not hold. */
  static UnaryOperator<Behaviour> turningAway(
      int status, String sentence, Predicate<RequestHead> condition) {
    return b ->
        b.handshake(
            h ->
                h.demanding(
                    request -> {
                      if (!condition.test(request)) {
                        throw new HandshakeViolation(status, sentence);
                      }
                    }));
  }

  static UnaryOperator<Behaviour> answering(DeflateChoice choice) {
    return b -> b.handshake(h -> h.answering(choice));
  }

  /** Grants the first valid offer of permessage-deflate, on other terms or in other words. */
  static UnaryOperator<Behaviour> answeringOffers(
      UnaryOperator<DeflateParameters> terms, UnaryOperator<String> field) {
    return b -> b.handshake(h -> h.answering(Responses.granting(terms, field)));
  }

  static UnaryOperator<Behaviour> receiving(UnaryOperator<Assembly> assembly) {
    return b -> b.receiving(r -> r.withAssembly(assembly));
  }

  static UnaryOperator<Behaviour> waiving(Rule rule) {
    return b -> b.receiving(r -> r.waiving(rule));
  }

  /** Fails the connection over messages and control frames for which {@code condition} holds. */
  static UnaryOperator<Behaviour> failingOn(Rule rule, Predicate<Frame> condition) {
    return receiving(Assemblies.failing(rule, condition));
  }

  /** Fails the connection over the beginning of frames for which {@code condition} holds. */
  static UnaryOperator<Behaviour> refusing(Rule rule, Predicate<FrameDecoder> condition) {
    return receiving(Assemblies.failingEarly(rule, condition));
  }

  /** Lets reserved bits that nothing defines pass where {@code allowed} holds. */
  static UnaryOperator<Behaviour> passingRsv(Predicate<FrameDecoder> allowed) {
    return b -> b.receiving(r -> r.waiving(Rule.RSV_BITS).withAssembly(Assemblies.rsv(allowed)));
  }

  /** Lets frames without a mask pass where {@code allowed} holds. */
  static UnaryOperator<Behaviour> passingUnmasked(Predicate<FrameDecoder> allowed) {
    return b ->
        b.receiving(
            r ->
                r.waiving(Rule.UNMASKED_CLIENT_FRAME)
                    .withAssembly(
                        Assemblies.failingEarly(
                            Rule.UNMASKED_CLIENT_FRAME,
                            slice -> !slice.masked() && !allowed.test(slice))));
  }

  static UnaryOperator<Behaviour> changingTexts(UnaryOperator<String> change) {
    return changingMessages(
        f -> f.opcode() == Opcode.TEXT ? Frame.text(change.apply(f.text())) : f);
  }

  static UnaryOperator<Behaviour> changingMessages(UnaryOperator<Frame> change) {
    return receiving(Assemblies.changing(f -> f.opcode().isControl() ? f : change.apply(f)));
  }

  static UnaryOperator<Behaviour> meddling(FrameWalker.Meddler meddler) {
    return b -> b.receiving(r -> r.withIntake(() -> new FrameWalker(meddler)));
  }

  /** Crashes over the beginning of compressed messages for which {@code condition} holds. */
  static UnaryOperator<Behaviour> crashingOver(Predicate<FrameDecoder> condition) {
    return receiving(
        Assemblies.crashing(
            slice ->
                slice.startsFrame()
                    && (slice.rsv() & Frame.RSV1) != 0
                    && slice.sliceLength() > 0
                    && condition.test(slice)));
  }

  static int firstByte(FrameDecoder slice) {
    return slice.buffer()[slice.sliceOffset()] & 0xFF;
  }

  /** Passes compressed bytes on as the message. */
  static Assembly withoutInflation(Assembly unused) {
    return new MessageAssembler(Role.SERVER, Limits.DEFAULT, null, Set.of())::accept;
  }

  static UnaryOperator<Behaviour> acceptingCodes(IntPredicate accepted) {
    return b ->
        b.receiving(
            r ->
                r.waiving(Rule.INVALID_CLOSE_CODE)
                    .withAssembly(
                        Assemblies.failing(
                            Rule.INVALID_CLOSE_CODE,
                            f ->
                                f.opcode() == Opcode.CLOSE
                                    && f.payload().length >= 2
                                    && !CloseCode.mayBeSent(f.closeCode(), Role.CLIENT)
                                    && !accepted.test(f.closeCode()))));
  }

  static UnaryOperator<Behaviour> refusingCloses(Predicate<Frame> condition) {
    return failingOn(Rule.INVALID_CLOSE_CODE, f -> f.opcode() == Opcode.CLOSE && condition.test(f));
  }

  static UnaryOperator<Behaviour> controls(Supplier<ControlReplies> replies) {
    return b -> b.controls(replies);
  }

  static UnaryOperator<Behaviour> transport(UnaryOperator<TransportBehaviour> change) {
    return b -> b.transport(change);
  }

  static UnaryOperator<Behaviour> application(Supplier<Application> application) {
    return b -> b.application(application);
  }

  static UnaryOperator<Behaviour> replying(Reply reply) {
    return b -> b.closing(c -> c.with(reply));
  }

  static UnaryOperator<Behaviour> failingWith(Failure failure) {
    return b -> b.closing(c -> c.with(failure));
  }

  static UnaryOperator<Behaviour> parameters(UnaryOperator<DeflateParameters> change) {
    return b -> b.sending(s -> s.withParameters(change));
  }

  static UnaryOperator<Behaviour> compressing(Compression compression) {
    return b -> b.sending(s -> s.with(compression));
  }

  static UnaryOperator<Behaviour> splitting(Fragmentation fragmentation) {
    return b -> b.sending(s -> s.with(fragmentation));
  }

  static UnaryOperator<Behaviour> writing(FrameWriter writer) {
    return b -> b.sending(s -> s.with(writer));
  }

  static DeflateParameters withLargestServerWindow(DeflateParameters agreed) {
    return new DeflateParameters(
        agreed.serverNoContextTakeover(),
        agreed.clientNoContextTakeover(),
        DeflateParameters.MAX_WINDOW_BITS,
        agreed.clientMaxWindowBits());
  }

  static DeflateParameters withLargestClientWindow(DeflateParameters agreed) {
    return new DeflateParameters(
        agreed.serverNoContextTakeover(),
        agreed.clientNoContextTakeover(),
        agreed.serverMaxWindowBits(),
        DeflateParameters.MAX_WINDOW_BITS);
  }

  static DeflateParameters withServerContext(DeflateParameters agreed, boolean forgets) {
    return new DeflateParameters(
        forgets,
        agreed.clientNoContextTakeover(),
        agreed.serverMaxWindowBits(),
        agreed.clientMaxWindowBits());
  }

  static DeflateParameters withClientContext(DeflateParameters agreed, boolean forgets) {
    return new DeflateParameters(
        agreed.serverNoContextTakeover(),
        forgets,
        agreed.serverMaxWindowBits(),
        agreed.clientMaxWindowBits());
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether Upgrade lists websocket, as Unicode and not ASCII folds its letters. */
  static boolean upgradesInUnicode(RequestHead request) {
    return request.fields().members("Upgrade").stream()
        .map(member -> new String(member.getBytes(ISO_8859_1), UTF_8))
        .anyMatch("websocket"::equalsIgnoreCase);
  }

  /** Whether Upgrade begins with websocket and a NUL, or lists it. */
  static boolean upgradesUpToNul(RequestHead request) {
    return request.fields().members("Upgrade").stream()
        .map(member -> member.split("\0", 2)[0])
        .anyMatch("websocket"::equalsIgnoreCase);
  }

  static boolean hasUsualNames(RequestHead request) {
    return request.fields().list().stream()
        .allMatch(
            f ->
                USUAL_NAMES.contains(f.name())
                    || USUAL_NAMES.stream().noneMatch(name -> name.equalsIgnoreCase(f.name())));
  }

  static boolean hasKnownFields(RequestHead request) {
    return request.fields().list().stream().allMatch(f -> KNOWN_FIELDS.contains(lower(f.name())));
  }

  static boolean isText(Frame frame, Predicate<String> condition) {
    return frame.opcode() == Opcode.TEXT && condition.test(frame.text());
  }

  static boolean isMessageStart(FrameDecoder slice) {
    return slice.opcode() == Opcode.TEXT || slice.opcode() == Opcode.BINARY;
  }
}
