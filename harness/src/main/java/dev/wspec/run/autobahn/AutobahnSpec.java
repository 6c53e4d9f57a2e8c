package dev.wspec.run.autobahn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A spec file of the original: {@code fuzzingclient.json} or {@code fuzzingserver.json}.
 *
 * @param url where the fuzzing server listens; empty for the fuzzing client
 * @param servers whom the fuzzing client tests, one after another
 * @param cases patterns of those to run
 * @param excludeCases patterns of those to leave out
 * @param excludeAgentCases for patterns of agents, patterns of cases to skip
 * @param protocols subprotocols of the fuzzing server
 * @param key PEM file of the fuzzing server's key, or null
 * @param certificate PEM file of its certificate, or null
 * @param notes what in the file has no effect here, in sentences
 */
public record AutobahnSpec(
    Path outdir,
    String url,
    List<Server> servers,
    List<String> cases,
    List<String> excludeCases,
    Map<String, List<String>> excludeAgentCases,
    List<String> protocols,
    @Nullable Path key,
    @Nullable Path certificate,
    List<String> notes) {

  /**
   * A server to test.
   *
   * @param agent its name in the reports; null takes what it calls itself
   */
  public record Server(
      String url, @Nullable String agent, @Nullable String origin, List<String> protocols) {}

  /** Of the original's protocol options, those that are set as we are anyway, or do nothing. */
  private static final Set<String> OPTIONS =
      Set.of(
          "version",
          "versions",
          "utf8validateIncoming",
          "acceptMaskedServerFrames",
          "maskClientFrames",
          "applyMask",
          "maxFramePayloadSize",
          "maxMessagePayloadSize",
          "autoFragmentSize",
          "failByDrop",
          "echoCloseCodeReason",
          "serverConnectionDropTimeout",
          "openHandshakeTimeout",
          "closeHandshakeTimeout",
          "tcpNoDelay",
          "autoPingInterval",
          "autoPingTimeout",
          "autoPingSize",
          "allowHixie76",
          "webStatus",
          "requireMaskedClientFrames",
          "maskServerFrames",
          "maxConnections",
          "allowedOrigins",
          "serveFlashSocketPolicy",
          "perMessageCompressionOffers",
          "perMessageCompressionAccept");

  private static final Set<String> USUAL = Set.of("version", "failByDrop", "tcpNoDelay");

  public AutobahnSpec {
    servers = List.copyOf(servers);
    cases = List.copyOf(cases);
    excludeCases = List.copyOf(excludeCases);
    excludeAgentCases = Map.copyOf(excludeAgentCases);
    protocols = List.copyOf(protocols);
    notes = List.copyOf(notes);
  }

  /** The same spec for other servers. */
  public AutobahnSpec with(List<Server> others) {
    return new AutobahnSpec(
        outdir,
        url,
        others,
        cases,
        excludeCases,
        excludeAgentCases,
        protocols,
        key,
        certificate,
        notes);
  }

  /**
   * What the file of a mode says when nobody has written one.
   *
   * @param url of the server to test, or where the fuzzing server listens
   */
  public static String template(boolean server, String url) {
    String quoted = JsonMapper.shared().writeValueAsString(url);
    String to =
        server
            ? "\"url\": " + quoted + ",\n   \"outdir\": \"./reports/clients\",\n"
            : "\"outdir\": \"./reports/servers\",\n"
                + ("   \"servers\": [{\"url\": " + quoted + "}],\n");
    return "{\n   "
        + to
        + "   \"cases\": [\"*\"],\n   \"exclude-cases\": [],\n   \"exclude-agent-cases\": {}\n}\n";
  }

  /**
   * Reads the text of a file.
   *
   * @param server whether it is the fuzzing server's
   */
  public static AutobahnSpec read(String text, boolean server) throws SpecProblem {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new SpecProblem(
          "the spec file is not JSON (no comments, no trailing commas): " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw new SpecProblem("the spec file has to be a JSON object.");
    }
    if (!root.has("cases")) {
      throw new SpecProblem("the spec file names no \"cases\"; [\"*\"] takes all.");
    }
    List<String> notes = new ArrayList<>();
    options(root, notes);
    return new AutobahnSpec(
        Path.of(text(root, "outdir", server ? "./reports/clients/" : "./reports/servers/")),
        server ? needed(root, "url") : "",
        server ? List.of() : servers(root, notes),
        strings(root, "cases"),
        strings(root, "exclude-cases"),
        agents(root),
        strings(root, "protocols"),
        path(root, "key"),
        path(root, "cert"),
        notes);
  }

  private static List<Server> servers(JsonNode root, List<String> notes) throws SpecProblem {
    JsonNode list = root.path("servers");
    if (!list.isArray()) {
      throw new SpecProblem("the spec file has no list of \"servers\": [{\"url\": \"ws://…\"}].");
    }
    List<Server> servers = new ArrayList<>();
    for (JsonNode each : list) {
      options(each, notes);
      if (each.has("hostname")) {
        notes.add("\"hostname\" has no effect: the name in the url is sent for TLS.");
      }
      List<String> protocols = strings(each, "protocols");
      servers.add(
          new Server(
              needed(each, "url"),
              each.has("agent") ? text(each, "agent", "") : null,
              each.has("origin") ? text(each, "origin", "") : null,
              protocols.isEmpty() ? strings(root, "protocols") : protocols));
    }
    return servers;
  }

  private static void options(JsonNode holder, List<String> notes) throws SpecProblem {
    JsonNode options = holder.path("options");
    for (String name : options.propertyNames()) {
      if (!OPTIONS.contains(name)) {
        throw new SpecProblem("the spec file sets an option that does not exist: " + name + ".");
      }
      if (!USUAL.contains(name)) {
        notes.add("The option \"" + name + "\" has no effect.");
      }
    }
  }

  private static Map<String, List<String>> agents(JsonNode root) throws SpecProblem {
    Map<String, List<String>> agents = new LinkedHashMap<>();
    JsonNode excluded = root.path("exclude-agent-cases");
    for (String agent : excluded.propertyNames()) {
      agents.put(agent, strings(excluded, agent));
    }
    return agents;
  }

  private static String needed(JsonNode holder, String name) throws SpecProblem {
    if (!holder.has(name)) {
      throw new SpecProblem("the spec file lacks \"" + name + "\".");
    }
    return text(holder, name, "");
  }

  private static String text(JsonNode holder, String name, String otherwise) throws SpecProblem {
    JsonNode value = holder.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isString()) {
      throw new SpecProblem("\"" + name + "\" in the spec file has to be a string.");
    }
    return value.stringValue();
  }

  private static @Nullable Path path(JsonNode root, String name) throws SpecProblem {
    String text = text(root, name, "");
    return text.isEmpty() ? null : Path.of(text);
  }

  private static List<String> strings(JsonNode holder, String name) throws SpecProblem {
    JsonNode list = holder.path(name);
    List<String> strings = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return strings;
    }
    if (!list.isArray()) {
      throw new SpecProblem("\"" + name + "\" in the spec file has to be a list of strings.");
    }
    for (JsonNode each : list) {
      if (!each.isString()) {
        throw new SpecProblem("\"" + name + "\" in the spec file has to be a list of strings.");
      }
      strings.add(each.stringValue());
    }
    return strings;
  }
}
