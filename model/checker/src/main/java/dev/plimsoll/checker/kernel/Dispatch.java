package dev.plimsoll.checker.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many memos that begin with the same question, answered once for all of them.
///
/// Most rules read one cell first, and most cannot fire for what they find there: for each value of
/// the cell this keeps those that are still undecided, so that a state costs one look-up for the
/// cell instead of one for each rule.
public final class Dispatch {

  /// The memos still of interest after the first answer, and where each goes on.
  public static final class Live {

    private final Memo[] memos;
    private final Node[] nodes;

    private Live(List<Memo> memos, List<Node> nodes) {
      this.memos = memos.toArray(Memo[]::new);
      this.nodes = nodes.toArray(Node[]::new);
    }

    /// How many there are.
    public int size() {
      return memos.length;
    }

    /// One of them.
    public Memo memo(int index) {
      return memos[index];
    }

    /// Where it goes on.
    public Node node(int index) {
      return nodes[index];
    }
  }

  /// The slot whose value is asked for first.
  public final int slot;

  private final boolean claims;
  private final List<Memo> memos;
  private volatile @Nullable Live[] byValue = new Live[0];

  private Dispatch(int slot, boolean claims, List<Memo> memos) {
    this.slot = slot;
    this.claims = claims;
    this.memos = List.copyOf(memos);
  }

  /// Memos sorted by how they begin.
  ///
  /// @param others those that do not begin with the value of a slot
  public record Sorted(List<Dispatch> dispatches, List<Memo> others) {}

  /// Sorts memos by the slot that they read first.
  ///
  /// @param initial a state to learn from how they begin
  /// @param claims whether they are claims: a claim that passes is of no further interest, a rule
  ///     that is disabled is not
  public static Sorted sort(List<Memo> memos, int[] initial, boolean claims) {
    var bySlot = new LinkedHashMap<Integer, List<Memo>>();
    var others = new ArrayList<Memo>();
    for (var memo : memos) {
      var root = memo.root(initial);
      if (root.question == Node.Question.VALUE) {
        bySlot.computeIfAbsent(root.slot, slot -> new ArrayList<>()).add(memo);
      } else {
        others.add(memo);
      }
    }
    var dispatches = new ArrayList<Dispatch>();
    bySlot.forEach((slot, some) -> dispatches.add(new Dispatch(slot, claims, some)));
    return new Sorted(List.copyOf(dispatches), List.copyOf(others));
  }

  /// The memos of interest in a state.
  public Live live(int[] state) {
    var value = state[slot];
    var known = byValue;
    if (value < known.length) {
      var live = known[value];
      if (live != null) {
        return live;
      }
    }
    return find(state, value);
  }

  private synchronized Live find(int[] state, int value) {
    if (value >= byValue.length) {
      var size = byValue.length;
      byValue = Arrays.copyOf(byValue, Math.max(16, Math.max(value + 1, 2 * size)));
    }
    var of = new ArrayList<Memo>();
    var at = new ArrayList<Node>();
    for (var memo : memos) {
      var root = memo.root(state);
      var node = root.child(value);
      if (node == null) {
        memo.learn(state, new int[0], 0);
        node = root.child(value);
      }
      if (node != null && !isDecided(node)) {
        of.add(memo);
        at.add(node);
      }
    }
    var live = new Live(of, at);
    byValue[value] = live;
    return live;
  }

  private boolean isDecided(Node node) {
    return node instanceof Leaf leaf
        && leaf.outcome.failure == null
        && leaf.outcome.enabled == claims;
  }
}
