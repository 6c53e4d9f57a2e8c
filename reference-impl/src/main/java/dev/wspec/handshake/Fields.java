package dev.wspec.handshake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a head in the order they stand in; names are looked up without regard to
 * case (RFC 9110 §5.1).
 */
public record Fields(List<Field> list) {
  public static final Fields NONE = new Fields(List.of());

  public Fields {
    list = List.copyOf(list);
  }

  /** Fields from names and values in turn. */
  public static Fields of(String... namesAndValues) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Fields(fields);
  }

  public boolean has(String name) {
    return first(name) != null;
  }

  /** The value of the first field called {@code name}, or null if there is none. */
  public @Nullable String first(String name) {
    for (Field field : list) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** The values of all fields called {@code name}. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Field field : list) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /**
   * The members of the comma list that all fields called {@code name} make together; empty members
   * are left out (RFC 9110 §5.6.1).
   */
  public List<String> members(String name) {
    List<String> members = new ArrayList<>(2);
    for (String value : all(name)) {
      int from = 0;
      while (from <= value.length()) {
        int comma = value.indexOf(',', from);
        int to = comma < 0 ? value.length() : comma;
        String member = Tokens.trim(value.substring(from, to));
        if (!member.isEmpty()) {
          members.add(member);
        }
        from = to + 1;
      }
    }
    return members;
  }

  /** Whether that comma list has {@code member} in it, without regard to case. */
  public boolean lists(String name, String member) {
    for (String each : members(name)) {
      if (each.equalsIgnoreCase(member)) {
        return true;
      }
    }
    return false;
  }

  /** These fields and one more behind them. */
  public Fields and(String name, String value) {
    List<Field> more = new ArrayList<>(list);
    more.add(new Field(name, value));
    return new Fields(more);
  }

  /** These fields, where the first one called {@code name} has another value. */
  public Fields with(String name, String value) {
    List<Field> changed = new ArrayList<>(list);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).name().equalsIgnoreCase(name)) {
        changed.set(i, new Field(changed.get(i).name(), value));
        return new Fields(changed);
      }
    }
    return and(name, value);
  }

  /** These fields without those called {@code name}. */
  public Fields without(String name) {
    return new Fields(list.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }
}
