package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import java.util.List;

/// Models for tests of the engine, in no catalog: one whose claims all hold, one where each kind of
/// claim fails, one whose rule throws.
public final class Doors implements Models {

  /// A class of tests over these models. It is not named as Surefire wants, so it runs only here.
  @CheckModels(Doors.class)
  static final class Fixture {}

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition("good-door", "It opens", "none", List.of(), p -> new Good()),
        new ModelDefinition("bad-door", "It breaks", "none", List.of(), p -> new Bad()),
        new ModelDefinition("no-door", "It throws", "none", List.of(), p -> new Throwing()));
  }

  private static final class Good extends Model {
    Good() {
      var open = cell("open", false);
      rule("turn", tx -> tx.update(open, was -> !was));
      always("open or shut", s -> s.get(open) || !s.get(open));
      sometimes("open", s -> s.get(open));
      deadlockFree("turns");
    }
  }

  private static final class Bad extends Model {
    Bad() {
      var turns = cell("turns", 0);
      rule(
          "turn",
          tx -> {
            tx.require(tx.get(turns) < 2);
            tx.update(turns, n -> n + 1);
          });
      always("turned at most once", s -> s.get(turns) < 2);
      sometimes("turned ten times", s -> s.get(turns) == 10);
      deadlockFree("turns for ever");
      always("turns are counted", s -> s.get(turns) >= 0);
    }
  }

  private static final class Throwing extends Model {
    Throwing() {
      var open = cell("open", false);
      rule(
          "turn",
          tx -> {
            tx.set(open, !tx.get(open));
            throw new UnsupportedOperationException("the handle is off");
          });
      always("shut", s -> !s.get(open));
    }
  }
}
