package dev.plimsoll.raft.confchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A change of membership as it is proposed; raftpb/raft.proto, `ConfChange` and `ConfChangeV2`,
/// without the context that an application may add.
///
/// @param v1 whether it is the older message, which holds one change
/// @param changes in order; none ends a joint configuration
public record ConfChange(boolean v1, Transition transition, List<Single> changes) {

  /// What ends a joint configuration.
  public static final ConfChange LEAVE_JOINT = new ConfChange(false, Transition.AUTO, List.of());

  /// How to get from one configuration to the next; `ConfChangeTransition`.
  public enum Transition {
    /// At once if at most one change is made, else as implicit.
    AUTO("ConfChangeTransitionAuto"),
    /// Through a joint configuration that the leader ends by itself.
    JOINT_IMPLICIT("ConfChangeTransitionJointImplicit"),
    /// Through a joint configuration that the application ends.
    JOINT_EXPLICIT("ConfChangeTransitionJointExplicit");

    private final String text;

    Transition(String text) {
      this.text = text;
    }

    /// The library's name.
    @Override
    public String toString() {
      return text;
    }
  }

  /// What is done with a member; `ConfChangeType`. The order is the protocol's.
  public enum Type {
    /// It votes.
    ADD_NODE("ConfChangeAddNode", 'v'),
    /// It is no member any more.
    REMOVE_NODE("ConfChangeRemoveNode", 'r'),
    /// Nothing that Raft knows of.
    UPDATE_NODE("ConfChangeUpdateNode", 'u'),
    /// It gets the log and does not vote.
    ADD_LEARNER_NODE("ConfChangeAddLearnerNode", 'l');

    private final String text;
    private final char letter;

    Type(String text, char letter) {
      this.text = text;
      this.letter = letter;
    }

    /// The library's name.
    @Override
    public String toString() {
      return text;
    }
  }

  /// One change; `ConfChangeSingle`.
  ///
  /// @param node the member; 0 for a change that is void
  public record Single(Type type, int node) {}

  public ConfChange {
    changes = List.copyOf(changes);
    if (v1 && (changes.size() != 1 || transition != Transition.AUTO)) {
      throw new IllegalArgumentException(
          "v1 conf change can only have one operation and no transition");
    }
  }

  /// Whether it goes through a joint configuration; `EnterJoint`.
  public boolean entersJoint() {
    return transition != Transition.AUTO || changes.size() > 1;
  }

  /// Whether the leader ends that configuration by itself.
  public boolean autoLeave() {
    return transition != Transition.JOINT_EXPLICIT;
  }

  /// Whether it ends a joint configuration; `LeaveJoint`.
  public boolean leavesJoint() {
    return transition == Transition.AUTO && changes.isEmpty();
  }

  /// As the library's tests write changes: `v1 l2 r3 u4`; `ConfChangesFromString`.
  ///
  /// @throws IllegalArgumentException in the library's words
  public static List<Single> parse(String text) {
    var changes = new ArrayList<Single>();
    if (!text.isBlank()) {
      for (var token : text.strip().split(" ", -1)) {
        changes.add(single(token));
      }
    }
    return List.copyOf(changes);
  }

  private static Single single(String token) {
    if (token.length() < 2) {
      throw new IllegalArgumentException("unknown token " + token);
    }
    for (var type : Type.values()) {
      if (type.letter == token.charAt(0)) {
        return new Single(type, node(token.substring(1)));
      }
    }
    throw new IllegalArgumentException("unknown input: " + token);
  }

  private static int node(String digits) {
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(digits), e);
    }
  }

  /// The changes as {@link #parse} reads them; `ConfChangesToString`.
  public String text() {
    return changes.stream()
        .map(change -> change.type().letter + Integer.toString(change.node()))
        .collect(Collectors.joining(" "));
  }

  /// In full, for logs; util.go, `DescribeConfChange`.
  public String describe() {
    return changes.stream()
        .map(c -> " changes:{type:%s node_id:%d}".formatted(c.type(), c.node()))
        .collect(Collectors.joining("", "transition:" + transition, ""));
  }

  /// In full, as it was logged up to commit 75ca003: Go's form of the message.
  public String describeFormerly() {
    if (v1) {
      var change = changes.getFirst();
      return "{%s %d [] 0}".formatted(change.type(), change.node());
    }
    return changes.stream()
        .map(change -> "{%s %d}".formatted(change.type(), change.node()))
        .collect(Collectors.joining(" ", "{" + transition + " [", "] []}"));
  }
}
