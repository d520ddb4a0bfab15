package dev.plimsoll.network.ingress;

/// What became of a route when a request was decided about.
public enum Fate {
  /// It answers.
  CHOSEN("chosen"),
  /// Its host is another.
  OTHER_HOST("the host is another"),
  /// Its host is meant, and there is a rule that means it more closely.
  FARTHER_HOST("another rule names the host more closely"),
  /// Its path is another.
  OTHER_PATH("the path is another"),
  /// Its path is meant, and there is a longer one.
  SHORTER_PATH("another path is longer"),
  /// Its path is meant, and there is an `Exact` one as long.
  PREFIX("an Exact path comes first"),
  /// An older Ingress says the same.
  YOUNGER("an older Ingress has the same host and path"),
  /// Its own Ingress says the same before.
  REPEATED("the same host and path come before it");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  /// Why, in words.
  @Override
  public String toString() {
    return text;
  }
}
