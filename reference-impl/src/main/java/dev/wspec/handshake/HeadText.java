package dev.wspec.handshake;

/** How field lines are written. */
final class HeadText {
  private HeadText() {}

  static String finish(StringBuilder text, Fields fields) {
    for (Field field : fields.list()) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString();
  }
}
