package dev.wspec.subject;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.wire.Dialer;
import dev.wspec.wire.TlsSettings;
import dev.wspec.wire.WireSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server under test: where it is and how it wants to be spoken to. Immutable. */
public final class ServerSubject implements Subject {

  private static final Probe UNKNOWN = new Probe(Set.of(), 0, "", List.of());

  /** What each case may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  // Not URI.getHost(), which knows no underscores; names of containers have them.
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^]]+]|[^:\\[\\]@]+)(?::(\\d{1,5}))?");

  private final String url;
  private final String target;
  private final Dialer dialer;
  private final String hostField;
  private final List<Field> headers;
  private final @Nullable String origin;
  private final List<String> subprotocols;
  private final Duration timeout;
  private final long budget;
  private final Probe probe;

  private ServerSubject(ServerSubject other, Probe probe) {
    url = other.url;
    target = other.target;
    dialer = other.dialer;
    hostField = other.hostField;
    headers = other.headers;
    origin = other.origin;
    subprotocols = other.subprotocols;
    timeout = other.timeout;
    budget = other.budget;
    this.probe = probe;
  }

  private ServerSubject(Builder builder) throws UnusableSubject {
    URI uri = parse(builder.url);
    url = builder.url;
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      throw new UnusableSubject(
          "A WebSocket URL begins with ws:// or wss://: "
              + (scheme.startsWith("http") ? "ws" + builder.url.substring(4) : builder.url),
          null);
    }
    Matcher authority = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
    if (uri.getRawAuthority() == null || !authority.matches()) {
      throw new UnusableSubject("Not a host in the URL " + builder.url, null);
    }
    if (uri.getRawFragment() != null) {
      throw new UnusableSubject("A WebSocket URL has no fragment (#): " + builder.url, null);
    }
    boolean secure = scheme.equals("wss");
    int port = authority.group(2) == null ? 0 : Integer.parseInt(authority.group(2));
    if (port > 65535 || (port == 0 && authority.group(2) != null)) {
      throw new UnusableSubject("Not a port: " + port, null);
    }
    TlsSettings tls = secure ? builder.tls.settings() : null;
    String host = authority.group(1);
    dialer =
        new Dialer(host.replaceAll("[\\[\\]]", ""), port == 0 ? (secure ? 443 : 80) : port, tls);
    hostField = builder.host != null ? builder.host : uri.getRawAuthority();
    target = target(uri);
    headers = List.copyOf(builder.headers);
    origin = builder.origin;
    subprotocols = List.copyOf(builder.subprotocols);
    timeout = builder.timeout;
    budget = builder.budget;
    probe = UNKNOWN;
  }

  private static URI parse(String url) throws UnusableSubject {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new UnusableSubject("Not a URL: " + e.getMessage(), e);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** A server at a {@code ws:} or {@code wss:} URL. */
  public static Builder at(String url) {
    return new Builder(url);
  }

  /** The same server, of which we know more. */
  public ServerSubject probed(Probe findings) {
    return new ServerSubject(this, findings);
  }

  @Override
  public SubjectRole role() {
    return SubjectRole.SERVER;
  }

  @Override
  public Set<Capability> capabilities() {
    return probe.capabilities();
  }

  @Override
  public boolean isAtCall() {
    return true;
  }

  /** In an order of chance, which the seed decides. */
  @Override
  public Agenda agenda(Collection<ConformanceCase> cases, long seed) {
    List<ConformanceCase> order = new ArrayList<>(cases);
    Collections.shuffle(order, new Random(seed));
    Iterator<ConformanceCase> rest = order.iterator();
    return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }

  @Override
  public Meeting meet(ConformanceCase conformanceCase) {
    return this::settings;
  }

  /** How wires to it come about. */
  public WireSettings settings() {
    return new WireSettings(dialer, this::request, probe.capabilities(), probe.greetings(), budget);
  }

  public String url() {
    return url;
  }

  public boolean isSecure() {
    return dialer.tls() != null;
  }

  /** What each case may take. */
  public Duration timeout() {
    return timeout;
  }

  /** The subprotocols that are offered in every ordinary handshake, preferred ones first. */
  public List<String> subprotocols() {
    return subprotocols;
  }

  public Dialer dialer() {
    return dialer;
  }

  /** An ordinary opening handshake request (RFC 6455 §4.1); {@code random} draws its key. */
  public RawRequest request(RandomGenerator random) {
    byte[] key = new byte[16];
    random.nextBytes(key);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Host", hostField));
    fields.add(new Field("Upgrade", "websocket"));
    fields.add(new Field("Connection", "Upgrade"));
    fields.add(new Field("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key)));
    fields.add(new Field("Sec-WebSocket-Version", "13"));
    if (origin != null) {
      fields.add(new Field("Origin", origin));
    }
    if (!subprotocols.isEmpty()) {
      fields.add(new Field("Sec-WebSocket-Protocol", String.join(", ", subprotocols)));
    }
    for (Field header : headers) {
      fields.removeIf(field -> field.name().equalsIgnoreCase(header.name()));
    }
    fields.addAll(headers);
    return RawRequest.get(target, fields);
  }

  /** Describes a server; {@link #build} says what cannot be used. */
  public static final class Builder {
    private final String url;
    private final List<Field> headers = new ArrayList<>();
    private @Nullable String origin;
    private @Nullable String host;
    private List<String> subprotocols = List.of();
    private TlsOptions tls = TlsOptions.DEFAULT;
    private Duration timeout = DEFAULT_TIMEOUT;
    private long budget = WireSettings.DEFAULT_BUDGET;

    private Builder(String url) {
      this.url = url;
    }

    /** A field of every request, a cookie or credentials say; it replaces ours of that name. */
    public Builder header(String name, String value) {
      headers.add(new Field(name, value));
      return this;
    }

    public Builder origin(@Nullable String value) {
      origin = value;
      return this;
    }

    /** Offered in every ordinary handshake, preferred ones first. */
    public Builder subprotocols(List<String> names) {
      subprotocols = names;
      return this;
    }

    /** What the Host field says instead of the URL's host. */
    public Builder host(@Nullable String value) {
      host = value;
      return this;
    }

    public Builder tls(TlsOptions options) {
      tls = options;
      return this;
    }

    /** What each case may take. */
    public Builder timeout(Duration time) {
      timeout = time;
      return this;
    }

    /** How many octets we are willing to read from one connection. */
    public Builder budget(long octets) {
      budget = octets;
      return this;
    }

    /**
     * Reads the URL and the files that were named.
     *
     * @throws UnusableSubject if one of them cannot be used
     */
    public ServerSubject build() throws UnusableSubject {
      return new ServerSubject(this);
    }
  }
}
