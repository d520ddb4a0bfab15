package dev.plimsoll.examples.mutex;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Clients ask for some of several resources, get them one by one or together, and return them.
///
/// Follows the specification "SimpleAllocator" by Merz in the TLA+ Examples; it is the running
/// example of Merz, "The Specification Language TLA+", in "Logics of Specification Languages",
/// 2008. The allocator takes no care of who gets what, so two clients that each hold what the other
/// waits for depend on one of them returning it unused.
public class SimpleAllocator extends Model {

  /// When a client surely returns all that it holds.
  enum Returns {
    /// At some time, whether it has got all it asked for or not.
    ALWAYS,
    /// At some time after it has got all it asked for.
    WHEN_SATISFIED,
    /// It need not.
    NEVER
  }

  final Cells<Set<Integer>> unsatisfied;
  final Cells<Set<Integer>> allocated;
  private final List<Integer> resources;

  /// @param clients at least 2
  /// @param resources at least 1
  SimpleAllocator(int clients, int resources, Returns returns) {
    this.resources = IntStream.range(0, resources).boxed().toList();
    unsatisfied = cells("unsatisfied", clients, Set.of());
    allocated = cells("allocated", clients, Set.of());

    rule("request", unsatisfied, this::request);
    rule("allocate", unsatisfied, this::allocate);
    rule("return all when satisfied", unsatisfied, (tx, c) -> returnAll(tx, c, true));
    rule("return all before that", unsatisfied, (tx, c) -> returnAll(tx, c, false));
    rule("return some", unsatisfied, this::returnSome);

    stronglyFairEach("allocate");
    switch (returns) {
      case ALWAYS -> weaklyFairEach("return all when satisfied", "return all before that");
      case WHEN_SATISFIED -> weaklyFairEach("return all when satisfied");
      case NEVER -> {}
    }

    always(
        "no resource is held by two",
        allocated.pairs(),
        (s, pair) -> s.get(pair.first()).stream().noneMatch(s.get(pair.second())::contains));
    sometimes("all resources are held", s -> available(s).isEmpty());
    leadsTo(
        "who has got all returns all",
        unsatisfied,
        (s, c) -> s.get(c).isEmpty(),
        (s, c) -> s.get(held(c)).isEmpty());
    for (var resource : this.resources) {
      leadsTo(
          "who asks for resource %d gets it".formatted(resource),
          unsatisfied,
          (s, c) -> s.get(c).contains(resource),
          (s, c) -> s.get(held(c)).contains(resource));
    }
    alwaysEventually(
        "everyone is satisfied again and again", unsatisfied, (s, c) -> s.get(c).isEmpty());
  }

  private void request(Transaction tx, Cell<Set<Integer>> client) {
    tx.require(client, Set.of()).require(held(client), Set.of());
    tx.set(client, tx.choose(subsets(resources)));
  }

  private void allocate(Transaction tx, Cell<Set<Integer>> client) {
    var wanted = available(tx).stream().filter(tx.get(client)::contains).toList();
    var some = tx.choose(subsets(wanted));
    tx.update(client, all -> without(all, some)).update(held(client), all -> with(all, some));
  }

  private void returnAll(Transaction tx, Cell<Set<Integer>> client, boolean satisfied) {
    tx.require(tx.get(client).isEmpty() == satisfied && !tx.get(held(client)).isEmpty());
    tx.set(held(client), Set.of());
  }

  private void returnSome(Transaction tx, Cell<Set<Integer>> client) {
    var all = tx.get(held(client));
    var some = tx.choose(subsets(all.stream().sorted().toList()));
    tx.require(some.size() < all.size()).set(held(client), without(all, some));
  }

  private Cell<Set<Integer>> held(Cell<Set<Integer>> client) {
    return allocated.get(client.index());
  }

  private List<Integer> available(State s) {
    var taken = allocated.values(s);
    return resources.stream().filter(r -> taken.stream().noneMatch(a -> a.contains(r))).toList();
  }

  // ---- sets

  private static Set<Integer> with(Set<Integer> all, Set<Integer> more) {
    var union = new HashSet<>(all);
    union.addAll(more);
    return Set.copyOf(union);
  }

  private static Set<Integer> without(Set<Integer> all, Set<Integer> some) {
    var difference = new HashSet<>(all);
    difference.removeAll(some);
    return Set.copyOf(difference);
  }

  /// Those that are not empty.
  private static List<Set<Integer>> subsets(List<Integer> of) {
    var subsets = new ArrayList<Set<Integer>>();
    for (var element : of) {
      var larger = subsets.stream().map(subset -> with(subset, Set.of(element))).toList();
      subsets.add(Set.of(element));
      subsets.addAll(larger);
    }
    return subsets;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "simple-allocator",
        "clients ask for resources and return them: do they get all they ask for?",
        "Merz, The Specification Language TLA+, 2008; TLA+ Examples, SimpleAllocator",
        List.of(
            Parameter.integer("clients", 3, 2, 5, "clients"),
            Parameter.integer("resources", 2, 1, 4, "resources"),
            Parameter.enumeration("returns", Returns.class, "when clients return all they hold")),
        parameters ->
            new SimpleAllocator(
                parameters.integer("clients"),
                parameters.integer("resources"),
                parameters.constant("returns", Returns.class)));
  }
}
