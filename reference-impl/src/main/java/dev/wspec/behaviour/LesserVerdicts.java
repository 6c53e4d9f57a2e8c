package dev.wspec.behaviour;

/** Ids of requirements that several liberties do not keep to the letter. */
final class LesserVerdicts {
  /** RFC 9112 names 400, and no other status, for some bad requests. */
  static final String[] OTHER_STATUS = {"9112-2.2-09", "9112-3.2-03", "9112-5.1-01"};

  /** RFC 6455 §5.5.1 says that the answer to a Close typically repeats its code. */
  static final String[] OTHER_REPLY = {
    "6455-1.4-01",
    "6455-5.5-05",
    "6455-5.5.1-05",
    "6455-5.5.1-11",
    "6455-5.5.1-21",
    "6455-7.4-02",
    "6455-7.4.2-03",
    "6455-7.4.2-04",
    "iana-1000-01",
    "iana-1001-01",
    "iana-1002-01",
    "iana-1003-01",
    "iana-1007-01",
    "iana-1008-01",
    "iana-1009-01",
    "iana-1010-01",
    "iana-1011-01",
    "iana-1012-01",
    "iana-1013-01",
    "iana-1014-01"
  };

  /** RFC 6455 §7.1.7 asks for an appropriate code and names none. */
  static final String[] OTHER_FAILURE = {
    "6455-5.1-04", "6455-5.5.1-04", "6455-7.1.7-05", "6455-7.4.1-05", "6455-7.4.1-06",
    "6455-7.4.1-07", "6455-7.4.1-14", "6455-7.4.2-01", "6455-7.4.2-02", "6455-7.4.2-05",
    "6455-8.1-04"
  };

  /** Who takes no binary data cannot be asked much of what is asked with it (RFC 6455 §7.4.1). */
  static final String[] NO_BINARY = {
    "6455-10.4-01", "6455-10.7-05", "6455-5.2-10", "6455-5.2-12", "6455-5.2-13", "6455-5.2-14",
    "6455-5.2-16", "6455-5.2-26", "6455-5.3-07", "6455-5.3-08", "6455-5.3-09", "6455-5.4-10",
    "6455-5.4-13", "6455-5.4-14", "6455-5.4-19", "6455-5.4-20", "6455-5.6-04", "6455-5.7-01",
    "6455-6.1-05", "6455-6.1-06", "6455-6.1-09", "6455-6.2-01", "6455-6.2-03", "6455-6.2-04",
    "6455-6.2-05", "6455-6.2-06", "6455-6.2-08", "6455-7.1.7-05", "7692-6.2-01", "7692-7.2.2-09",
    "7692-7.2.2-12", "7692-7.2.3.6-01"
  };

  /** Who takes less than is sent ends the connection, which then tells no more. */
  static final String[] SMALL_LIMIT = {
    "6455-10.4-01", "6455-1.4-01", "6455-5.5.1-13", "6455-6.2-04", "7692-6.2-01", "7692-7.2.2-12"
  };

  private LesserVerdicts() {}
}
