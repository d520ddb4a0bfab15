package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.ChannelDomain;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.reduction.StubbornSets;
import dev.plimsoll.checker.symmetry.Canonical;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the successors of states, folded, in batches; one for each thread.
///
/// It leaves out most of those that are reached in another way as well ({@link Successors#LEAN}).
///
/// Of two steps that commute, made one after the other, the state between them can be either of
/// two. Where the step that led to the expanded state and the next one commute, and the next one
/// has the smaller number, its successor is counted but not looked up: it is also a successor of
/// the other state between, by the step with the larger number. There it may be left out for the
/// same reason, but numbers only get larger that way, and so it is looked up somewhere, on the same
/// level. Of the steps that led to a state any one will do. (After Bošnački, Elkind, Genest, Peled,
/// "On Commutativity Based Edge Lean Search", ICALP 2007.)
final class Expander implements StateStore.Holder {

  /// Given full batches, and the last one by {@link #flush}.
  interface Sink {
    /// Takes what the batch holds.
    void accept(Batch batch);
  }

  private final Program program;
  private final StateStore store;
  private final Walker walker;
  private final Successors mode;
  private final @Nullable Canonical canonical;
  private final Sink sink;
  private final Reduction.@Nullable Selection selection;

  private final Batch batch;

  private Layout layout;
  private long[] words;
  private long[] next;
  private final int[] state;
  private final int[] target;
  private final int[] successor;
  private @Nullable Leaf before;
  private int emitted;
  private int failed;

  /// Whether a successor did not fit, and so is none of those that were seen.
  private boolean isUnknown;

  /// The step whose successor was folded last while some were chosen; null where none is known.
  private @Nullable Leaf folded;
  private long foldedInto;

  /// Steps made by each rule.
  final long[] fired;

  /// Steps made in all.
  long generated;

  /// @param rules the program's fixed rules; shared by all threads
  /// @param paranoid whether to execute each rule and compare
  /// @param canonical replaces each successor by the one that stands for its orbit; null where
  ///     every state stands for itself. With it the mode is not {@link Successors#LEAN}: a
  ///     step has other numbers where it leads from or to other members of orbits
  /// @param selection chooses the steps that are made; null where all are. With it the mode is not
  ///     {@link Successors#LEAN}: what would be looked up from elsewhere may be left out there
  Expander(
      Program program,
      Dispatch.Sorted rules,
      StateStore store,
      boolean paranoid,
      Successors mode,
      @Nullable Canonical canonical,
      Reduction.@Nullable Selection selection,
      Sink sink) {
    this.program = program;
    this.store = store;
    this.mode = mode;
    this.canonical = canonical;
    this.selection = selection;
    this.sink = sink;
    batch = new Batch(store.isExact() ? 0 : program.width());
    walker = new Walker(program, rules, paranoid);
    state = new int[program.width()];
    target = new int[program.width()];
    successor = new int[program.width()];
    fired = new long[program.model().rules().size()];
    layout = store.layout();
    words = new long[layout.words()];
    next = new long[layout.words()];
  }

  /// How many steps lead out of the state that was last expanded.
  int emitted() {
    return emitted;
  }

  /// The first rule, in order of declaration, that threw an exception in it; -1 if none did.
  int failed() {
    return failed;
  }

  /// The state that was last expanded; not to be changed.
  int[] state() {
    return state;
  }

  /// Makes the successors of a state of a chunk.
  void expand(Chunk chunk, int index) {
    if (store.isExact()) {
      expand(chunk.words[index], chunk.steps[index]);
    } else {
      chunk.read(index, state);
      words[0] = chunk.words[index];
      expand(chunk.steps[index]);
    }
  }

  /// Makes the successors of a folded state.
  ///
  /// @param step the number of a step that led to it, or {@link Leaf#NO_STEP}
  void expand(long word, int step) {
    if (layout != store.layout()) {
      follow();
    }
    layout.read(word, words, state);
    expand(step);
  }

  private void expand(int step) {
    before = mode == Successors.LEAN && step != Leaf.NO_STEP ? program.step(step) : null;
    emitted = 0;
    failed = -1;
    if (canonical != null) {
      canonical.begin(state);
    }
    var count = walker.find(state);
    for (var i = 0; i < count; i++) {
      var leaf = walker.leaf(i);
      if (leaf.failed) {
        fail(walker.memo(i));
      } else {
        step(walker.memo(i), leaf);
      }
    }
    if (selection != null) {
      makeSome(selection.sets(), selection.isWanted());
    }
  }

  /// Makes those steps that a stubborn set has.
  private void makeSome(StubbornSets sets, LongPredicate isWanted) {
    folded = null;
    sets.choose(state, leaf -> leadsToWanted(leaf, isWanted));
    for (var step = 0; step < sets.size(); step++) {
      var leaf = sets.leaf(step);
      if (sets.isChosen(step) && hasRoom(leaf)) {
        if (mode == Successors.MOVES) {
          move(sets.memo(step), leaf);
        } else {
          count(sets.memo(step));
          add(leaf);
        }
      }
    }
    folded = null;
    sets.clear();
  }

  private boolean leadsToWanted(Leaf leaf, LongPredicate isWanted) {
    isUnknown = false;
    if (!hasRoom(leaf)) {
      return false;
    }
    foldedInto = fold(leaf);
    folded = isUnknown ? null : leaf;
    return !isUnknown && isWanted.test(foldedInto);
  }

  private void follow() {
    folded = null;
    layout = store.layout();
    words = new long[layout.words()];
    next = new long[layout.words()];
  }

  /// Hands over what is gathered.
  void flush() {
    if (batch.size > 0) {
      sink.accept(batch);
      batch.size = 0;
      if (store.isExact() && layout != store.layout()) {
        follow();
        layout.fold(state, words);
      }
    }
  }

  @Override
  public void replaceAll(LongUnaryOperator change) {
    batch.replaceAll(change);
  }

  private void fail(Memo memo) {
    failed = failed < 0 ? memo.index : Math.min(failed, memo.index);
  }

  private void step(Memo memo, Leaf leaf) {
    if (selection != null) {
      if (hasRoom(leaf)) {
        selection.sets().add(memo, leaf, leaf.changes(state, target));
      }
    } else if (isReachedElsewhere(leaf) && leaf.isSimple()) {
      if (leaf.messages.length == 0 || walker.hasRoom(leaf.messages[0], leaf.messages[1])) {
        count(memo);
      }
    } else if (hasRoom(leaf)) {
      if (mode == Successors.MOVES) {
        move(memo, leaf);
        return;
      }
      count(memo);
      if (!isReachedElsewhere(leaf)) {
        add(leaf);
      }
    }
  }

  private void move(Memo memo, Leaf leaf) {
    if (leaf.changes(state, target)) {
      count(memo);
      batch.add(fold(leaf), leaf.number);
      flushIfFull();
    }
  }

  private void count(Memo memo) {
    emitted++;
    generated++;
    fired[memo.index]++;
  }

  /// Adds the successor by a step, with the contents that {@link #hasRoom} has found.
  private void add(Leaf leaf) {
    if (store.isExact()) {
      var word = fold(leaf);
      if (word != words[0]) {
        batch.add(word, leaf.number);
      }
    } else {
      make(leaf);
      var fingerprint = fingerprint(leaf);
      if (fingerprint != words[0]) {
        batch.add(fingerprint, successor, leaf.number);
      }
    }
    flushIfFull();
  }

  private void flushIfFull() {
    if (batch.isFull()) {
      flush();
    }
  }

  /// Whether what the step leads to is looked up from another state.
  private boolean isReachedElsewhere(Leaf leaf) {
    return before != null && leaf.number < before.number && leaf.commutesWith(before);
  }

  /// Finds what the contents of channels become.
  ///
  /// @return whether there is room for them
  private boolean hasRoom(Leaf leaf) {
    var messages = leaf.messages;
    for (var i = 0; i < messages.length; i += 2) {
      var slot = messages[i];
      var then =
          leaf.isFirst(i)
              ? walker.after(slot, messages[i + 1])
              : walker.after(slot, target[slot], messages[i + 1]);
      if (then == ChannelDomain.NONE) {
        return false;
      }
      target[slot] = then;
    }
    return true;
  }

  /// Makes the successor by a step: the one that stands for its orbit.
  private void make(Leaf leaf) {
    System.arraycopy(state, 0, successor, 0, state.length);
    for (var i = 0; i < leaf.writes.length; i += 2) {
      successor[leaf.writes[i]] = leaf.writes[i + 1];
    }
    for (var i = 0; i < leaf.messages.length; i += 2) {
      successor[leaf.messages[i]] = target[leaf.messages[i]];
    }
    if (canonical != null) {
      canonical.applyNext(successor);
    }
  }

  /// The fingerprint of the successor that was made.
  private long fingerprint(Leaf leaf) {
    return canonical != null
        ? Fingerprint.of(successor)
        : Fingerprint.after(leaf, words[0], state, successor);
  }

  /// Folds the successor by a step.
  private long fold(Leaf leaf) {
    if (leaf == folded) {
      return foldedInto;
    } else if (canonical == null) {
      return layout.words() == 1 ? inOneWord(leaf) : inWords(leaf);
    }
    make(leaf);
    while (!layout.hasRoom(successor) || !layout.fold(successor, next)) {
      if (!makesRoom()) {
        return words[0];
      }
    }
    return next[0];
  }

  private long inOneWord(Leaf leaf) {
    var word = words[0];
    var writes = leaf.writes;
    for (var i = 0; i < writes.length; i += 2) {
      if (writes[i + 1] > layout.most[writes[i]]) {
        return wider(leaf);
      }
      word = layout.with(writes[i], word, writes[i + 1]);
    }
    var messages = leaf.messages;
    for (var i = 0; i < messages.length; i += 2) {
      var slot = messages[i];
      if (target[slot] > layout.most[slot]) {
        return wider(leaf);
      }
      word = layout.with(slot, word, target[slot]);
    }
    return word;
  }

  private long inWords(Leaf leaf) {
    System.arraycopy(words, 0, next, 0, words.length);
    var writes = leaf.writes;
    for (var i = 0; i < writes.length; i += 2) {
      if (!put(writes[i], writes[i + 1])) {
        return wider(leaf);
      }
    }
    var messages = leaf.messages;
    for (var i = 0; i < messages.length; i += 2) {
      if (!put(messages[i], target[messages[i]])) {
        return wider(leaf);
      }
    }
    for (var node = next.length - 1; node > 0; node--) {
      if (next[node] != words[node]
          && !put(layout.fieldOf(node), layout.indexes[node].number(next[node]))) {
        return wider(leaf);
      }
    }
    return next[0];
  }

  private boolean put(int field, int number) {
    var node = layout.node[field];
    next[node] = layout.with(field, next[node], number);
    return number <= layout.most[field];
  }

  /// Has states laid out anew, and tries again.
  private long wider(Leaf leaf) {
    return makesRoom() ? fold(leaf) : words[0];
  }

  /// Has states laid out anew, unless only those are of interest that were seen: one that does not
  /// fit was not.
  private boolean makesRoom() {
    if (!mode.makesRoom) {
      isUnknown = true;
      return false;
    }
    store.widen(layout);
    follow();
    layout.fold(state, words);
    return true;
  }
}
