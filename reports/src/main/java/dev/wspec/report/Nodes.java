package dev.wspec.report;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads members of JSON objects; one that is missing or of another type is an {@link
 * IllegalArgumentException} or a Jackson exception that names it.
 */
final class Nodes {

  private Nodes() {}

  static JsonNode member(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return value;
  }

  static String text(JsonNode node, String name) {
    return member(node, name).stringValue();
  }

  static @Nullable String optionalText(JsonNode node, String name) {
    return node.has(name) ? text(node, name) : null;
  }

  static long number(JsonNode node, String name) {
    return member(node, name).longValue();
  }

  static int integer(JsonNode node, String name) {
    return member(node, name).intValue();
  }

  static boolean flag(JsonNode node, String name) {
    return member(node, name).booleanValue();
  }

  static byte[] hex(JsonNode node, String name) {
    return HexFormat.of().parseHex(text(node, name));
  }

  static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String name) {
    return Enum.valueOf(type, text(node, name));
  }

  static <T> List<T> each(JsonNode node, String name, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    for (JsonNode element : member(node, name).values()) {
      list.add(read.apply(element));
    }
    return list;
  }

  static List<String> texts(JsonNode node, String name) {
    return each(node, name, JsonNode::stringValue);
  }
}
