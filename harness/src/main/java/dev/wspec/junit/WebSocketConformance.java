package dev.wspec.junit;

import dev.wspec.report.FailOn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how the server of a test class that implements {@link ConformanceTests} is tested.
 *
 * <pre>{@code
 * @WebSocketConformance(url = "ws://localhost:9001/chat", select = {"framing", "closing"})
 * class ChatConformanceTest implements ConformanceTests {}
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WebSocketConformance {

  /** Where the server is; empty if the class overrides {@link ConformanceTests#webSocketUrl()}. */
  String url() default "";

  /** Patterns as {@code --select} takes them; none means all cases. */
  String[] select() default {};

  /** Patterns as {@code --exclude} takes them. */
  String[] exclude() default {};

  /** The file of expected failures, seen from the working directory; empty for none. */
  String baseline() default "";

  /** Fields of the request: {@code Cookie: session=1}. */
  String[] headers() default {};

  /** Whether a broken SHOULD is a failure. */
  boolean strict() default false;

  /** From which verdict on a test fails. */
  FailOn failOn() default FailOn.MUST;

  /** The folder for the report, seen from the working directory; empty for none. */
  String report() default "";
}
