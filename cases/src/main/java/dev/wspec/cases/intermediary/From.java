package dev.wspec.cases.intermediary;

import dev.wspec.conformance.Relay;
import dev.wspec.conformance.Wire;
import java.util.function.Function;

/** Which end speaks first. */
enum From {
  CLIENT(Relay::client, Relay::origin),
  ORIGIN(Relay::origin, Relay::client);

  private final Function<Relay, Wire> speaker;
  private final Function<Relay, Wire> hearer;

  From(Function<Relay, Wire> speaker, Function<Relay, Wire> hearer) {
    this.speaker = speaker;
    this.hearer = hearer;
  }

  Wire speaker(Relay relay) {
    return speaker.apply(relay);
  }

  Wire hearer(Relay relay) {
    return hearer.apply(relay);
  }

  boolean isClient() {
    return this == CLIENT;
  }

  String axis() {
    return "~from=" + (isClient() ? "client" : "origin");
  }

  String words() {
    return isClient() ? "the client" : "the origin";
  }
}
