package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// A can of black and white beans: two are taken out, and a black one is put in if they are alike,
/// the white one put back if they are not. Which color has the last bean?
///
/// Follows the specification "CoffeeCan" by Helwer in the TLA+ Examples, after Gries, "The Science
/// of Programming", 1981, who has the puzzle from Scholten. What it leaves out: that every step
/// takes exactly one bean; it claims that there are never more than before.
public class CoffeeCan extends Model {
  final Cell<Integer> black = cell("black", 0);
  final Cell<Integer> white = cell("white", 0);

  /// @param most beans in the can at first, at least 1
  CoffeeCan(int most) {
    var counts = IntStream.rangeClosed(0, most).boxed().toList();

    initially(
        tx -> {
          tx.set(black, tx.choose(counts)).set(white, tx.choose(counts));
          tx.require(beans(tx) >= 1 && beans(tx) <= most);
        });
    rule("take two black", tx -> tx.require(tx.get(black) >= 2).update(black, n -> n - 1));
    rule(
        "take two white",
        tx -> tx.require(tx.get(white) >= 2).update(white, n -> n - 2).update(black, n -> n + 1));
    rule(
        "take one of each",
        tx -> tx.require(tx.get(black) >= 1 && tx.get(white) >= 1).update(black, n -> n - 1));
    weaklyFair();

    always("the can is never empty", s -> beans(s) >= 1);
    sometimes("the can is full", s -> beans(s) == most);
    eventually("one bean is left", s -> beans(s) == 1);
    stable("there are never more beans than before", counts, (s, n) -> beans(s) <= n);
    var even = Formula.holds("even", s -> s.get(white) % 2 == 0);
    var odd = Formula.not(even);
    ltl(
        "the number of white beans stays even, or odd",
        Formula.always(even).or(Formula.always(odd)));
    ltl(
        "if it is odd the last bean is white, else black",
        List.of(
            odd.implies(Formula.eventually(Formula.holds("white", s -> isLast(s, white)))),
            even.implies(Formula.eventually(Formula.holds("black", s -> isLast(s, black))))));
  }

  private int beans(State s) {
    return s.get(black) + s.get(white);
  }

  private boolean isLast(State s, Cell<Integer> color) {
    return beans(s) == 1 && s.get(color) == 1;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "coffee-can",
        "beans are taken out of a can two by two: which color has the last one?",
        "Gries, The Science of Programming, 1981; TLA+ Examples, CoffeeCan",
        List.of(Parameter.integer("beans", 10, 1, 3_000, "most beans in the can at first")),
        parameters -> new CoffeeCan(parameters.integer("beans")));
  }
}
