package dev.plimsoll.checker.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many memos that go on with the same question, asked once for all of them.
///
/// Most rules read one cell first, and most cannot fire for what they find there. For each answer
/// this keeps those that are still of interest, and asks again what several of them ask next: so a
/// state costs a few look-ups instead of one for each rule. What is kept is never more than the
/// memos' tries together.
public final class Dispatch {

  private static final int[] NO_CHOICES = {};

  /// What is left of some memos after some answers.
  public static final class Live {

    /// The answer that led here.
    private final int answer;

    /// Memos that have come to an end that is of interest, and the ends.
    final Memo[] ended;

    final Leaf[] ends;

    /// Those that go on with a question that they share.
    final Dispatch[] shared;

    /// Those that go on alone, and where.
    final Memo[] alone;

    final Node[] nodes;

    private Live(int answer, Builder builder) {
      this.answer = answer;
      ended = builder.ended.toArray(Memo[]::new);
      ends = builder.ends.toArray(Leaf[]::new);
      shared = builder.shared.toArray(Dispatch[]::new);
      alone = builder.alone.toArray(Memo[]::new);
      nodes = builder.nodes.toArray(Node[]::new);
    }
  }

  private final Node question;
  private final boolean claims;
  private final List<Memo> memos;
  private final List<Node> nodes;

  private volatile @Nullable Live[] answers = new Live[2];
  private int size;

  private Dispatch(boolean claims, List<Memo> memos, List<Node> nodes) {
    this.claims = claims;
    this.memos = List.copyOf(memos);
    this.nodes = List.copyOf(nodes);
    question = nodes.getFirst();
  }

  /// Memos sorted by how they begin.
  ///
  /// @param live what is left of them before anything is asked
  /// @param claims whether they are claims: a claim that passes is of no further interest, a rule
  ///     that is disabled is not
  public record Sorted(List<Memo> memos, Live live, boolean claims) {}

  /// Sorts memos by how they begin.
  ///
  /// @param state one to learn from how they begin
  /// @param claims see {@link Sorted}
  public static Sorted sort(List<Memo> memos, int[] state, boolean claims) {
    var roots = memos.stream().map(memo -> memo.root(state)).toList();
    return new Sorted(List.copyOf(memos), live(0, memos, roots, claims), claims);
  }

  /// What is left of the memos in a state.
  Live live(int[] state, Contents[] channels) {
    var answer = question.answer(state, channels);
    var held = answers;
    var mask = held.length - 1;
    for (var at = answer & mask; ; at = (at + 1) & mask) {
      var live = held[at];
      if (live == null) {
        return find(state, answer);
      }
      if (live.answer == answer) {
        return live;
      }
    }
  }

  private synchronized Live find(int[] state, int answer) {
    for (var live : answers) {
      if (live != null && live.answer == answer) {
        return live; // another thread was faster
      }
    }
    var next = new ArrayList<Node>();
    for (var i = 0; i < memos.size(); i++) {
      next.add(memos.get(i).next(nodes.get(i), answer, state, NO_CHOICES, 0));
    }
    return add(live(answer, memos, next, claims));
  }

  private Live add(Live live) {
    if (2 * ++size > answers.length) {
      var larger = new Live[2 * answers.length];
      for (var old : answers) {
        if (old != null) {
          place(larger, old);
        }
      }
      place(larger, live);
      answers = larger;
    } else {
      var same = answers;
      place(same, live);
      answers = same; // the others see it complete
    }
    return live;
  }

  private static void place(@Nullable Live[] into, Live live) {
    var mask = into.length - 1;
    var at = live.answer & mask;
    while (into[at] != null) {
      at = (at + 1) & mask;
    }
    into[at] = live;
  }

  /// Sorts memos by what they ask next.
  private static final class Builder {
    private final List<Memo> ended = new ArrayList<>();
    private final List<Leaf> ends = new ArrayList<>();
    private final List<Dispatch> shared = new ArrayList<>();
    private final List<Memo> alone = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
  }

  private record Question(Node.Question question, int slot, int detail) {}

  private static Live live(int answer, List<Memo> memos, List<Node> nodes, boolean claims) {
    var builder = new Builder();
    var groups = new LinkedHashMap<Question, List<Integer>>();
    for (var i = 0; i < memos.size(); i++) {
      var node = nodes.get(i);
      if (node instanceof Leaf leaf) {
        if (leaf.outcome.failure != null || leaf.outcome.enabled != claims) {
          builder.ended.add(memos.get(i));
          builder.ends.add(leaf);
        }
      } else if (node.question == Node.Question.CHOICE) {
        builder.alone.add(memos.get(i));
        builder.nodes.add(node);
      } else {
        groups
            .computeIfAbsent(
                new Question(node.question, node.slot, node.detail), question -> new ArrayList<>())
            .add(i);
      }
    }
    for (var group : groups.values()) {
      var some = group.stream().map(memos::get).toList();
      var at = group.stream().map(nodes::get).toList();
      if (group.size() == 1) {
        builder.alone.addAll(some);
        builder.nodes.addAll(at);
      } else {
        builder.shared.add(new Dispatch(claims, some, at));
      }
    }
    return new Live(answer, builder);
  }
}
