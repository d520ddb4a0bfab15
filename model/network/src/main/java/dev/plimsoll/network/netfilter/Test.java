package dev.plimsoll.network.netfilter;

/// One condition of a rule: a match, or its negation (`!`).
public record Test(boolean not, Match match) {

  /// The match as it stands.
  public static Test that(Match match) {
    return new Test(false, match);
  }

  /// The match negated.
  public static Test not(Match match) {
    return new Test(true, match);
  }
}
