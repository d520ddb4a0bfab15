package dev.plimsoll.checker.search;

import dev.plimsoll.bench.Protocol;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The states of a protocol, in the order in which a search with one thread expands them, and all
/// that is known after it.
public final class Explored {

  /// What the states are states of.
  public final Program program;

  /// The program's fixed rules.
  public final Dispatch.Sorted rules;

  /// The states, unfolded.
  public final int[][] states;

  /// The states, folded.
  final long[] words;

  /// By state: the number of a step that led to it.
  final int[] steps;

  final StateStore store;

  /// Explores a protocol.
  ///
  /// @param memory where the states are kept
  public Explored(Protocol protocol, Memory memory) {
    program = new Program(protocol.model());
    rules = Dispatch.sort(program.fixed(), program.declared(), false);
    store = new StateStore(program, memory, 1, true);
    var chunks = explore();
    words =
        chunks.stream()
            .flatMapToLong(chunk -> LongStream.of(chunk.words).limit(chunk.size))
            .toArray();
    steps =
        chunks.stream()
            .flatMapToInt(chunk -> IntStream.of(chunk.steps).limit(chunk.size))
            .toArray();
    states = LongStream.of(words).mapToObj(store.layout()::read).toArray(int[][]::new);
    store.enter();
  }

  private List<Chunk> explore() {
    var options = SearchOptions.defaults().withWorkers(1);
    var claims = ClaimChecker.Claims.of(program, program.model().claims(), program.declared());
    var worker = new Worker(program, rules, store, claims, options, null);
    var stop = new Stop(options.timeout(), options.interruption());
    var chunks = new ArrayList<Chunk>();
    store.addHolder(change -> chunks.forEach(chunk -> chunk.replaceAll(change)));
    worker.begin(program.initial());
    var depth = 0;
    for (var level = worker.takeAdded(); level.getFirst().size > 0; level = worker.takeAdded()) {
      chunks.addAll(level);
      worker.expand(new Level(depth++, level), stop);
    }
    return chunks;
  }

  /// Makes successors of the states.
  Expander expander(Expander.Sink sink) {
    return new Expander(program, rules, store, false, Successors.LEAN, null, null, sink);
  }
}
