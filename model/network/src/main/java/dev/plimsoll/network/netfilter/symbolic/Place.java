package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.traversal.Stage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far packets have come.
///
/// @param stage the number of the stage on this part of the journey
/// @param frame the rule to be tried next; null at the beginning of the stage
/// @param policy of the built-in chain that they are in
record Place(Journey journey, int stage, @Nullable Frame frame, Policy policy)
    implements Comparable<Place> {

  /// The parts of a packet's way, in an order in which one may follow another.
  enum Journey {
    RECEIVED,
    MADE,
    FORWARDED,
    DELIVERED,
    LOOPED;

    private List<Stage> stages() {
      return switch (this) {
        case RECEIVED -> Stage.RECEIVED;
        case MADE -> Stage.MADE;
        case FORWARDED -> Stage.FORWARDED;
        case DELIVERED -> Stage.DELIVERED;
        case LOOPED -> Stage.LOOPED;
      };
    }
  }

  /// The next rule of a chain, and where to go on after the chain.
  record Frame(Code code, int next, @Nullable Frame caller) {

    private int depth() {
      int depth = 0;
      for (Frame frame = this; frame != null; frame = frame.caller) {
        depth++;
      }
      return depth;
    }

    /// The rules to be tried next, from that of the built-in chain to this.
    private int[] path() {
      var path = new int[depth()];
      int at = path.length;
      for (Frame frame = this; frame != null; frame = frame.caller) {
        path[--at] = frame.next;
      }
      return path;
    }
  }

  /// The beginning of a part of the journey.
  static Place start(Journey journey) {
    return new Place(journey, 0, null, Policy.ACCEPT);
  }

  Stage at() {
    return journey.stages().get(stage);
  }

  Place nextStage() {
    return new Place(journey, stage + 1, null, Policy.ACCEPT);
  }

  Place in(@Nullable Frame other) {
    return new Place(journey, stage, other, policy);
  }

  /// What packets pass first comes first: a rule that is called before the one after the call.
  @Override
  public int compareTo(Place other) {
    int order = journey.compareTo(other.journey);
    order = order != 0 ? order : Integer.compare(stage, other.stage);
    if (order != 0 || frame == null || other.frame == null) {
      return order != 0 ? order : Boolean.compare(frame != null, other.frame != null);
    }
    int[] mine = frame.path();
    int[] theirs = other.frame.path();
    int at = Arrays.mismatch(mine, theirs);
    if (at < 0) {
      return 0;
    }
    return at < mine.length && at < theirs.length
        ? Integer.compare(mine[at], theirs[at])
        : Integer.compare(theirs.length, mine.length);
  }
}
