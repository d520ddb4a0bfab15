package dev.plimsoll.checker.kernel;

import java.util.Arrays;

/// Reads what a rule or claim asks in a state, and how it ends; one for each thread.
///
/// A {@link Walker} tells how many rules end, and leaves out those that cannot fire; this tells
/// everything about one.
public final class PathReader {

  /// Told what is on the way.
  public interface Visitor {

    /// The state was asked something. Choices are not told: all are made, one after another.
    void asked(Node question, int answer);

    /// A way ended.
    void ended(Leaf leaf);
  }

  private final ChannelReader[] channels;
  private final Visitor visitor;
  private int[] script = new int[8];

  /// A reader of the rules and claims of a program.
  public PathReader(Program program, Visitor visitor) {
    this.visitor = visitor;
    channels = program.readers();
  }

  /// Tells the visitor all that the memo asks in the state, in order, and each of its ends.
  public void read(Memo memo, int[] state) {
    read(memo, memo.root(state), state, 0);
  }

  private void read(Memo memo, Node from, int[] state, int choices) {
    var node = from;
    while (!(node instanceof Leaf leaf)) {
      if (node.question == Node.Question.CHOICE) {
        choose(memo, node, state, choices);
        return;
      }
      var answer = node.answer(state, channels);
      visitor.asked(node, answer);
      node = memo.next(node, answer, state, script, choices);
    }
    visitor.ended(leaf);
  }

  private void choose(Memo memo, Node node, int[] state, int choices) {
    if (choices == script.length) {
      script = Arrays.copyOf(script, 2 * choices);
    }
    for (var choice = 0; choice < node.detail; choice++) {
      script[choices] = choice;
      read(memo, memo.next(node, choice, state, script, choices + 1), state, choices + 1);
    }
  }

  /// The message at the head of a queue in the state; {@link ChannelDomain#NONE} if it is empty.
  public int head(int[] state, int slot) {
    return channels[slot].head(state[slot]);
  }

  /// Whether a bag holds a message in the state.
  public boolean holds(int[] state, int slot, int message) {
    return channels[slot].contains(state[slot], message);
  }
}
