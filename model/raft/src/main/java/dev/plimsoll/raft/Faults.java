package dev.plimsoll.raft;

/// How much went wrong.
///
/// @param losses messages that were lost
/// @param duplicates messages that arrived and stayed under way
/// @param crashes how often a server crashed and restarted
/// @param partitions how often the network fell in two
public record Faults(int losses, int duplicates, int crashes, int partitions) {

  /// Nothing.
  public static final Faults NONE = new Faults(0, 0, 0, 0);

  Faults loss() {
    return new Faults(losses + 1, duplicates, crashes, partitions);
  }

  Faults duplicate() {
    return new Faults(losses, duplicates + 1, crashes, partitions);
  }

  Faults crash() {
    return new Faults(losses, duplicates, crashes + 1, partitions);
  }

  Faults partition() {
    return new Faults(losses, duplicates, crashes, partitions + 1);
  }

  boolean within(Faults most, int all) {
    return losses <= most.losses
        && duplicates <= most.duplicates
        && crashes <= most.crashes
        && partitions <= most.partitions
        && losses + duplicates + crashes + partitions <= all;
  }
}
