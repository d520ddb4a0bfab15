package dev.plimsoll.counterexamples;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// A deliberately broken model, for tests only: a controller that creates pods without counting
/// them. Three claims fail, two hold.
public final class Overshoot extends Model {

  /// A pod.
  public record Pod(int number) {}

  /// The model, outside of any catalog.
  public static final class Listed implements Models {
    @Override
    public List<ModelDefinition> definitions() {
      return List.of(DEFINITION);
    }
  }

  /// With a limit above which the controller stops after all.
  public static final ModelDefinition DEFINITION =
      new ModelDefinition(
          "overshoot",
          "A controller that does not count",
          "none: made for tests",
          List.of(
              Parameter.integer("most", 3, 1, 9, "pods at which it stops"),
              Parameter.flag("careful", false, "whether it counts")),
          parameters -> new Overshoot(parameters.integer("most"), parameters.flag("careful")));

  private Overshoot(int most, boolean careful) {
    var replicas = cell("replicas", 0);
    var created = cell("created", 0);
    var pods = set("pods", Pod.class);

    rule(
        "scale",
        List.of(1, 2),
        (tx, wanted) -> {
          tx.require(tx.get(replicas) == 0);
          tx.set(replicas, wanted);
        });
    rule(
        "create",
        tx -> {
          tx.require(tx.get(replicas) > 0 && tx.get(created) < most);
          tx.require(!careful || tx.get(created) < tx.get(replicas));
          tx.update(created, n -> n + 1);
          tx.send(pods, new Pod(tx.get(created)));
        });

    always("never more pods than replicas", s -> s.size(pods) <= s.get(replicas));
    always("pods are counted", s -> s.size(pods) == s.get(created));
    sometimes("two replicas", s -> s.get(replicas) == 2);
    sometimes("ten replicas", s -> s.get(replicas) == 10);
    deadlockFree("there is always something to do");
  }
}
