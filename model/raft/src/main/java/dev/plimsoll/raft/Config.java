package dev.plimsoll.raft;

/// How a node is set up; raft.go, `Config`, v3.6.0.
///
/// @param id who it is, from 1 to `voters`
/// @param voters how many servers vote, this one among them
/// @param preVote whether it asks whether it would win before it begins a term; thesis §9.6
/// @param bug a mistake to seed
public record Config(int id, int voters, boolean preVote, Bug bug) {

  public Config {
    if (id < 1 || id > voters) {
      throw new IllegalArgumentException(
          "A node's id must be from 1 to %d, but is %d".formatted(voters, id));
    }
  }
}
