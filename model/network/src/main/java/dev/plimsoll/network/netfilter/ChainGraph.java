package dev.plimsoll.network.netfilter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Which chain of a table calls which, and from which hooks packets get to it.
///
/// Chains are numbered as they stand in the table, as there may be some hundred thousand calls.
final class ChainGraph {

  /// One rule that jumps or goes to another chain.
  record Call(String from, String to, int line) {}

  private final List<Chain> chains;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<int[]> callees = new ArrayList<>();
  private final Map<Hook, BitSet> reached = new EnumMap<>(Hook.class);

  /// The graph of a table; jumps to chains that are not there are left out.
  ChainGraph(Table table) {
    chains = List.copyOf(table.chains().values());
    chains.forEach(chain -> numbers.put(chain.name(), numbers.size()));
    chains.forEach(chain -> callees.add(callees(chain)));
    for (Hook hook : table.name().hooks()) {
      Integer start = numbers.get(hook.name());
      if (start != null) {
        reached.put(hook, reachable(start));
      }
    }
  }

  private int[] callees(Chain chain) {
    var callees = new int[chain.rules().size()];
    int found = 0;
    for (Rule rule : chain.rules()) {
      Optional<String> callee = rule.callee();
      int number = callee.isEmpty() ? -1 : numbers.getOrDefault(callee.get(), -1);
      if (number >= 0) {
        callees[found++] = number;
      }
    }
    return Arrays.copyOf(callees, found);
  }

  private BitSet reachable(int start) {
    var reachable = new BitSet(chains.size());
    var waiting = new ArrayDeque<>(List.of(start));
    reachable.set(start);
    while (!waiting.isEmpty()) {
      for (int to : callees.get(waiting.remove())) {
        if (!reachable.get(to)) {
          reachable.set(to);
          waiting.add(to);
        }
      }
    }
    return reachable;
  }

  /// The hooks from which a packet can get to a chain of the table.
  Set<Hook> hooks(Chain chain) {
    var hooks = EnumSet.noneOf(Hook.class);
    int number = numbers.getOrDefault(chain.name(), -1);
    for (var entry : reached.entrySet()) {
      if (number >= 0 && entry.getValue().get(number)) {
        hooks.add(entry.getKey());
      }
    }
    return hooks;
  }

  /// The calls of one loop that a packet can get into; empty if there is none.
  List<Call> loop() {
    return knotted()
        .boxed()
        .sorted(Comparator.comparing(chain -> chains.get(chain).name()))
        .map(this::shortestLoop)
        .filter(loop -> !loop.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /// What is left of the chains that packets get to when one after another is taken away that none
  /// of the others calls: those in loops, and those that only they call.
  private IntStream knotted() {
    var left = new BitSet(chains.size());
    reached.values().forEach(left::or);
    int[] callers = new int[chains.size()];
    left.stream().flatMap(chain -> IntStream.of(callees.get(chain))).forEach(to -> callers[to]++);
    var free = new ArrayDeque<Integer>();
    left.stream().filter(chain -> callers[chain] == 0).forEach(free::add);
    while (!free.isEmpty()) {
      int chain = free.remove();
      left.clear(chain);
      for (int to : callees.get(chain)) {
        callers[to]--;
        if (callers[to] == 0) {
          free.add(to);
        }
      }
    }
    return left.stream();
  }

  private List<Call> shortestLoop(int chain) {
    int[] calledBy = new int[chains.size()];
    Arrays.fill(calledBy, -1);
    var waiting = new ArrayDeque<>(List.of(chain));
    while (!waiting.isEmpty() && calledBy[chain] < 0) {
      int from = waiting.remove();
      for (int to : callees.get(from)) {
        if (calledBy[to] < 0) {
          calledBy[to] = from;
          waiting.add(to);
        }
      }
    }
    var loop = new ArrayDeque<Call>();
    int to = chain;
    while (calledBy[to] >= 0 && (to != chain || loop.isEmpty())) {
      loop.addFirst(call(calledBy[to], to));
      to = calledBy[to];
    }
    return List.copyOf(loop);
  }

  private Call call(int from, int to) {
    String name = chains.get(to).name();
    Rule rule =
        chains.get(from).rules().stream()
            .filter(calling -> calling.callee().equals(Optional.of(name)))
            .findFirst()
            .orElseThrow();
    return new Call(chains.get(from).name(), name, rule.line());
  }
}
