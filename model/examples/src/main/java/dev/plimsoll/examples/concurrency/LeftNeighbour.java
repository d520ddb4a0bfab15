package dev.plimsoll.examples.concurrency;

import static dev.plimsoll.examples.concurrency.LeftNeighbour.Place.DONE;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Place.READ;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Place.WRITE;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Place.WRITING;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Register.ONE;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Register.ZERO;
import static dev.plimsoll.examples.concurrency.LeftNeighbour.Register.ZERO_OR_ONE;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Processes in a circle: each writes 1 into its own register, then reads its left neighbour's.
/// Whoever is the last to write reads a 1; so at least one does.
///
/// After Lamport, "Teaching Concurrency", ACM SIGACT News 40(1), 2009, and with regular registers
/// Abraham, "On Lamport's Teaching Concurrency", Bulletin of EATCS 127, 2019; `Simple` and
/// `SimpleRegular` in the TLA+ Examples, in `TeachingConcurrency`.
public class LeftNeighbour extends Model {

  /// What kind of registers they have.
  enum Registers {
    /// They are written at once.
    ATOMIC,
    /// Who reads while one is written sees what was there before or what will be there after.
    REGULAR
  }

  enum Place {
    WRITE,
    WRITING,
    READ,
    DONE
  }

  /// What a reader may see.
  enum Register {
    ZERO,
    ZERO_OR_ONE,
    ONE
  }

  final Cells<Place> process;
  private final Cells<Integer> read;
  private final Cells<Register> register;

  /// @param processes at least 1
  LeftNeighbour(int processes, Registers registers) {
    process = cells("process", processes, WRITE);
    register = cells("register", processes, ZERO);
    read = cells("read", processes, 0);

    switch (registers) {
      case ATOMIC ->
          rule(
              "write",
              process,
              (tx, p) -> tx.require(p, WRITE).set(register.at(p), ONE).set(p, READ));
      case REGULAR -> {
        rule(
            "begin to write",
            process,
            (tx, p) -> tx.require(p, WRITE).set(register.at(p), ZERO_OR_ONE).set(p, WRITING));
        rule(
            "end writing",
            process,
            (tx, p) -> tx.require(p, WRITING).set(register.at(p), ONE).set(p, READ));
      }
    }
    rule(
        "read",
        process,
        (tx, p) -> {
          tx.require(p, READ);
          tx.set(read.at(p), look(tx, left(p))).set(p, DONE);
        });

    always("in the end one has read a 1", s -> !process.all(s, DONE) || read.any(s, 1));
    always(
        "who is about to read has written",
        process,
        (s, p) -> s.get(p) == WRITE || s.get(p) == WRITING || s.get(register.at(p)) == ONE);
    sometimes("all have read a 1", s -> process.all(s, DONE) && read.all(s, 1));
    sometimes(
        "only one has read a 1", s -> process.all(s, DONE) && read.count(s, bit -> bit == 1) == 1);
  }

  private Cell<Register> left(Cell<?> process) {
    return register.get(Math.floorMod(process.index() - 1, register.size()));
  }

  private static int look(Transaction tx, Cell<Register> register) {
    return switch (tx.get(register)) {
      case ZERO -> 0;
      case ZERO_OR_ONE -> tx.choose(List.of(0, 1));
      case ONE -> 1;
    };
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "left-neighbour",
        "each writes a 1, then reads its left neighbour's register: does one read a 1?",
        "Lamport, Teaching Concurrency, ACM SIGACT News 40(1), 2009",
        List.of(
            Parameter.integer("processes", 5, 1, 12, "processes"),
            Parameter.enumeration("registers", Registers.class, "what kind of registers")),
        parameters ->
            new LeftNeighbour(
                parameters.integer("processes"),
                parameters.constant("registers", Registers.class)));
  }
}
