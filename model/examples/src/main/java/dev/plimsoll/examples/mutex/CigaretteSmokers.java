package dev.plimsoll.examples.mutex;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.Optional;

/// Cigarette smokers: a dealer puts all ingredients but one on the table, and the smoker who has
/// that one takes them and smokes.
///
/// Follows the specification "CigaretteSmokers" by Ryndzionek in the TLA+ Examples; the problem is
/// from Patil, "Limitations and Capabilities of Dijkstra's Semaphore Primitives for Coordination
/// among Processes", MIT, 1971.
public class CigaretteSmokers extends Model {

  /// What makes a cigarette; also the name of the smoker who has plenty of it.
  enum Ingredient {
    MATCHES,
    PAPER,
    TOBACCO
  }

  private static final List<Ingredient> INGREDIENTS = List.of(Ingredient.values());

  final Cells<Boolean> smokes = cells("smokes", INGREDIENTS.size(), false);

  /// The one that is not on the table; empty where nothing is.
  final Cell<Optional<Ingredient>> missing = cell("missing", Optional.empty());

  CigaretteSmokers() {
    initially(tx -> tx.set(missing, Optional.of(tx.choose(INGREDIENTS))));
    rule(
        "start to smoke",
        tx -> {
          var ingredient = tx.get(missing);
          tx.require(ingredient.isPresent()).set(missing, Optional.empty());
          smokes.forEach(s -> tx.set(s, s.equals(whoHas(ingredient.orElseThrow()))));
        });
    rule(
        "stop smoking",
        smokes,
        (tx, smoker) -> {
          tx.require(missing, Optional.empty()).require(smoker, true).set(smoker, false);
          tx.set(missing, Optional.of(tx.choose(INGREDIENTS)));
        });

    always("one smokes at a time", s -> smokes.count(s, is -> is) <= 1);
    for (var ingredient : INGREDIENTS) {
      sometimes(
          "who has %s smokes".formatted(Parameter.written(ingredient)),
          s -> s.get(whoHas(ingredient)));
    }
    deadlockFree("it goes on forever");
  }

  private Cell<Boolean> whoHas(Ingredient ingredient) {
    return smokes.get(INGREDIENTS.indexOf(ingredient));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "cigarette-smokers",
        "a dealer offers all ingredients but one to those who have one each",
        "Patil, Limitations and Capabilities of Dijkstra's Semaphore Primitives, 1971;"
            + " TLA+ Examples, CigaretteSmokers",
        List.of(),
        parameters -> new CigaretteSmokers());
  }
}
