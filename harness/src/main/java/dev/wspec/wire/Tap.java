package dev.wspec.wire;

/** Sees the octets of one connection as they go and come, heads of HTTP included. */
public interface Tap {

  /** Sees nothing. */
  Tap NONE =
      new Tap() {
        @Override
        public void sent(byte[] octets, int from, int to) {}

        @Override
        public void received(byte[] octets, int from, int to) {}

        @Override
        public void ended(boolean byUs, boolean reset) {}
      };

  /** We gave this to TCP in one write. */
  void sent(byte[] octets, int from, int to);

  /** This came in one read. */
  void received(byte[] octets, int from, int to);

  /** One direction ended, or with a reset both. */
  void ended(boolean byUs, boolean reset);
}
