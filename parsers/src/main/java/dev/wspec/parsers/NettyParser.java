package dev.wspec.parsers;

import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Netty's handlers as its own WebSocket protocol handler puts them together, with an aggregator.
 */
public final class NettyParser implements ParserUnderTest {
  private static final int LIMIT = 2 << 20;

  @Override
  public String name() {
    return "netty";
  }

  @Override
  public String software() {
    Version version = Version.identify(Version.class.getClassLoader()).get("netty-codec-http");
    return "Netty " + (version == null ? "of an unknown version" : version.artifactVersion());
  }

  @Override
  public Unit unit() {
    return Unit.MESSAGE;
  }

  @Override
  public boolean inflates() {
    return true;
  }

  @Override
  public Parsing open(Role self, boolean deflate) {
    Taker taker = new Taker();
    List<ChannelHandler> handlers = new ArrayList<>();
    handlers.add(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(self == Role.SERVER)
                .allowExtensions(deflate)
                .maxFramePayloadLength(LIMIT)
                .closeOnProtocolViolation(false)
                .build()));
    if (deflate) {
      handlers.add(inflater(self));
    }
    handlers.add(new Utf8FrameValidator());
    handlers.add(new WebSocketFrameAggregator(LIMIT));
    handlers.add(taker);
    return new Pipeline(new EmbeddedChannel(handlers.toArray(ChannelHandler[]::new)), taker);
  }

  private static ChannelHandler inflater(Role self) {
    WebSocketExtensionData agreed = new WebSocketExtensionData("permessage-deflate", Map.of());
    return self == Role.SERVER
        ? new PerMessageDeflateServerExtensionHandshaker(LIMIT)
            .handshakeExtension(agreed)
            .newExtensionDecoder()
        : new PerMessageDeflateClientExtensionHandshaker(LIMIT)
            .handshakeExtension(agreed)
            .newExtensionDecoder();
  }

  private static final class Taker extends SimpleChannelInboundHandler<WebSocketFrame> {
    private @Nullable Delivery out;
    private @Nullable Throwable thrown;

    /** As an application closes the channel then, nothing that follows reaches it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      thrown = thrown == null ? cause : thrown;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (thrown != null) {
        return;
      }
      Objects.requireNonNull(out).message(opcode(frame), ByteBufUtil.getBytes(frame.content()));
    }

    private static int opcode(WebSocketFrame frame) {
      if (frame instanceof ContinuationWebSocketFrame) {
        return 0;
      }
      if (frame instanceof CloseWebSocketFrame) {
        return 8;
      }
      if (frame instanceof PingWebSocketFrame) {
        return 9;
      }
      if (frame instanceof PongWebSocketFrame) {
        return 10;
      }
      return frame instanceof BinaryWebSocketFrame ? 2 : 1;
    }
  }

  private record Pipeline(EmbeddedChannel channel, Taker taker) implements Parsing {

    @Override
    public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
      taker.out = out;
      channel.writeInbound(Unpooled.copiedBuffer(octets, from, to - from));
      Throwable thrown = taker.thrown;
      if (thrown == null) {
        return null;
      }
      Throwable root = thrown.getCause() == null ? thrown : thrown.getCause();
      if (root instanceof RuntimeException crash && !(root instanceof CodecException)) {
        throw crash;
      }
      return Rejection.because(thrown);
    }

    @Override
    public void close() {
      channel.finishAndReleaseAll();
    }
  }
}
