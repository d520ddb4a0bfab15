package dev.plimsoll.checker.search;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/// The states of a protocol, in the order in which a search with one thread expands them, and all
/// that is known after it.
public final class Explored {

  /// What the states are states of.
  public final Program program;

  /// The program's fixed rules.
  public final Dispatch.Sorted rules;

  /// The states, unfolded.
  public final List<int[]> states = new ArrayList<>();

  /// By state: the number of a step that led to it.
  final List<Integer> steps = new ArrayList<>();

  final StateStore store;

  /// Explores a protocol.
  ///
  /// @param memory where the states are kept
  public Explored(Protocol protocol, Memory memory) {
    program = new Program(protocol.model());
    rules = Dispatch.sort(program.fixed(), program.declared(), false);
    store = new StateStore(program, memory, 1);
    store.enter();
    var adder = store.adder();
    var added = new int[Expander.BATCH];
    var expander =
        expander(
            (words, numbers, count) -> {
              store.ensureRoom(count);
              var news = adder.add(words, count, 1, added);
              for (var i = 0; i < news; i++) {
                found(words[added[i]], numbers[added[i]]);
              }
            });
    store.addHolder(expander);
    for (var state : program.initial()) {
      adder.add(new long[] {store.fold(state)}, 1, 1, added);
      states.add(state);
      steps.add(Leaf.NO_STEP);
    }
    for (var next = 0; next < states.size(); next++) {
      expander.expand(store.fold(states.get(next)), steps.get(next));
      if (next == states.size() - 1) {
        expander.flush();
      }
    }
  }

  private void found(long word, int step) {
    states.add(store.layout().read(word));
    steps.add(step);
  }

  /// Makes successors of the states.
  Expander expander(Expander.Sink sink) {
    return new Expander(program, rules, store, false, Expander.Mode.LEAN, null, sink);
  }
}
