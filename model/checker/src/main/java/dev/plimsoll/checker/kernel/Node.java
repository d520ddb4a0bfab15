package dev.plimsoll.checker.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of a decision trie: a question about the state or a choice, with a child for each answer,
/// or a {@link Leaf}: what then happens.
///
/// Read by many threads without a lock; children are added under the lock of the {@link Memo}.
public class Node {

  /// What a node asks.
  public enum Question {
    /// Which value is in slot {@link #slot}; the answer is its number.
    VALUE,
    /// Whether channel {@link #slot} holds message {@link #detail}; 1 or 0.
    CONTAINS,
    /// How many messages channel {@link #slot} holds.
    SIZE,
    /// Which message is at the head of queue {@link #slot}; its number + 1, or 0 for none.
    HEAD,
    /// Which of {@link #detail} alternatives is chosen: all are, one after another.
    CHOICE,
    /// Nothing: this is a leaf.
    NOTHING
  }

  private static final Node[] NONE = {};

  /// What this node asks.
  public final Question question;

  /// See {@link Question}.
  public final int slot;

  /// See {@link Question}.
  public final int detail;

  /// The answer to the parent's question that leads here.
  final int key;

  private volatile Node[] children;
  private int size;

  Node(Question question, int slot, int detail, int key) {
    this(question, slot, detail, key, new Node[2]);
  }

  /// A node without children.
  Node(int key) {
    this(Question.NOTHING, 0, 0, key, NONE);
  }

  private Node(Question question, int slot, int detail, int key, Node[] children) {
    this.question = question;
    this.slot = slot;
    this.detail = detail;
    this.key = key;
    this.children = children;
  }

  /// The child for an answer; null where it is not known yet.
  public final @Nullable Node child(int answer) {
    var held = children;
    if (held == null) {
      return null; // published to this thread before it was complete
    }
    var mask = held.length - 1;
    var at = answer & mask;
    while (true) {
      var found = held[at];
      if (found == null || found.key == answer) {
        return found;
      }
      at = (at + 1) & mask;
    }
  }

  /// The children that are known by now. No thread may be adding any.
  public final List<Node> children() {
    return Arrays.stream(children).filter(child -> child != null).toList();
  }

  /// How many leaves are below it that are known by now, itself counted.
  public final long ends() {
    var ends = 0L;
    var open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      var node = open.pop();
      ends += node.question == Question.NOTHING ? 1 : 0;
      node.children().forEach(open::push);
    }
    return ends;
  }

  final void add(Node child) {
    if (2 * (size + 1) > children.length) {
      var larger = new Node[2 * children.length];
      for (var old : children) {
        if (old != null) {
          place(larger, old);
        }
      }
      children = larger;
    }
    place(children, child);
    size++;
  }

  private static void place(Node[] into, Node child) {
    var mask = into.length - 1;
    var at = child.key & mask;
    while (into[at] != null) {
      at = (at + 1) & mask;
    }
    into[at] = child;
  }

  /// The answer to the question in a state; not for {@link Question#CHOICE} and leaves.
  final int answer(int[] state, Contents[] channels) {
    var id = state[slot];
    return switch (question) {
      case VALUE -> id;
      case CONTAINS -> channels[slot].contains(id, detail) ? 1 : 0;
      case SIZE -> channels[slot].size(id);
      case HEAD -> channels[slot].head(id) + 1;
      case CHOICE, NOTHING -> throw new IllegalStateException(question + " has no answer");
    };
  }
}
