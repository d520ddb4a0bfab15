package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.mutex.ReadersWriters.Access.READ;
import static dev.plimsoll.examples.mutex.ReadersWriters.Access.WRITE;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Readers and writers with a queue: many may read at a time, one may write, and nobody overtakes.
///
/// Follows the specification "ReadersWriters" by DeFrain in the TLA+ Examples; the problem is from
/// Courtois, Heymans and Parnas, "Concurrent Control with Readers and Writers", CACM 14(10), 1971.
public class ReadersWriters extends Model {
  enum Access {
    READ,
    WRITE
  }

  record Request(Access access, int actor) {}

  final Cells<Boolean> reads;
  final Cells<Boolean> writes;
  final Queue<Request> waiting;

  /// @param actors at least 1
  ReadersWriters(int actors) {
    reads = cells("reads", actors, false);
    writes = cells("writes", actors, false);
    waiting = queue("waiting", Request.class, 2 * actors);

    rule("ask to read", reads, (tx, a) -> ask(tx, new Request(READ, a.index())));
    rule("ask to write", writes, (tx, a) -> ask(tx, new Request(WRITE, a.index())));
    rule("let in", waiting, this::letIn);
    rule(
        "stop",
        reads,
        (tx, a) -> {
          var active = tx.get(a) ? a : writes.get(a.index());
          tx.require(active, true).set(active, false);
        });

    weaklyFairEach("ask to read");
    weaklyFairEach("ask to write");
    weaklyFair("let in");
    weaklyFair("stop");

    never("nobody writes while another reads", s -> writes.any(s, true) && reads.any(s, true));
    always("one writes at a time", s -> writes.count(s, is -> is) <= 1);
    sometimes("all read", s -> reads.all(s, true));
    sometimes("one writes", s -> writes.any(s, true));
    alwaysEventually("everyone reads again and again", reads, (s, a) -> s.get(a));
    alwaysEventually("everyone writes again and again", writes, (s, a) -> s.get(a));
    alwaysEventually("nobody reads forever", reads, (s, a) -> !s.get(a));
    alwaysEventually("nobody writes forever", writes, (s, a) -> !s.get(a));
  }

  private void ask(Transaction tx, Request request) {
    tx.require(!tx.contains(waiting, request)).send(waiting, request);
  }

  private void letIn(Transaction tx, Request request) {
    tx.receive(waiting);
    tx.require(!writes.any(tx, true));
    switch (request.access()) {
      case READ -> tx.set(reads.get(request.actor()), true);
      case WRITE -> tx.require(!reads.any(tx, true)).set(writes.get(request.actor()), true);
    }
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "readers-writers",
        "many may read at a time or one may write, and nobody overtakes",
        "Courtois, Heymans and Parnas, Concurrent Control with Readers and Writers, 1971;"
            + " TLA+ Examples, ReadersWriters",
        List.of(Parameter.integer("actors", 2, 1, 4, "each may read and write")),
        parameters -> new ReadersWriters(parameters.integer("actors")));
  }
}
