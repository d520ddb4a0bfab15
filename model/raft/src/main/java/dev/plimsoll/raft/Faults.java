package dev.plimsoll.raft;

/// How much went wrong.
///
/// @param losses messages that were lost
/// @param duplicates messages that arrived and stayed under way
/// @param crashes how often a server crashed and restarted
public record Faults(int losses, int duplicates, int crashes) {

  static final Faults NONE = new Faults(0, 0, 0);

  Faults loss() {
    return new Faults(losses + 1, duplicates, crashes);
  }

  Faults duplicate() {
    return new Faults(losses, duplicates + 1, crashes);
  }

  Faults crash() {
    return new Faults(losses, duplicates, crashes + 1);
  }

  boolean within(Faults most, int all) {
    return losses <= most.losses
        && duplicates <= most.duplicates
        && crashes <= most.crashes
        && losses + duplicates + crashes <= all;
  }
}
