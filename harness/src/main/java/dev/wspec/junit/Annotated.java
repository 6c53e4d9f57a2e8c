package dev.wspec.junit;

/** The annotation of a test class, or its defaults. */
final class Annotated {

  @WebSocketConformance
  private static final class Defaults {}

  private Annotated() {}

  static WebSocketConformance of(Class<?> type) {
    WebSocketConformance found = type.getAnnotation(WebSocketConformance.class);
    return found != null ? found : of(Defaults.class);
  }
}
