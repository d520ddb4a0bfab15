package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.Optional;

/// Chameneos meet in a place for two, and both take the same color there; after so many meetings
/// whoever comes fades.
///
/// Follows the specification "Chameneos" by Ryndzionek in the TLA+ Examples, after Kaiser and
/// Pradat-Peyre, "Chameneos, a Concurrency Game for Java, Ada and Others", AICCSA 2003. That it
/// ends only when all have faded is claimed here and not there.
public class Chameneos extends Model {
  enum Color {
    BLUE,
    RED,
    YELLOW,
    FADED
  }

  private static final List<Color> COLORS = List.of(Color.BLUE, Color.RED, Color.YELLOW);

  /// @param met how many times
  record Creature(Color color, int met) {

    Creature afterMeeting(Creature other) {
      return new Creature(complement(color, other.color), met + 1);
    }

    Creature faded() {
      return new Creature(Color.FADED, met);
    }

    /// Of two that are the same it is the same, of two others the third.
    private static Color complement(Color color, Color other) {
      return color == other
          ? color
          : COLORS.stream().filter(c -> c != color && c != other).findFirst().orElseThrow();
    }
  }

  final Cells<Creature> creatures;
  final Cell<Optional<Integer>> waiting = cell("waiting", Optional.empty());
  final Cell<Integer> meetings = cell("meetings", 0);

  /// @param count of creatures, at least 1; one alone waits forever
  /// @param limit how many meetings there are
  Chameneos(int count, int limit) {
    creatures = cells("creature", count, new Creature(Color.BLUE, 0));

    initially(tx -> creatures.forEach(c -> tx.set(c, new Creature(tx.choose(COLORS), 0))));
    rule(
        "come",
        creatures,
        (tx, c) -> {
          tx.require(tx.get(c).color() != Color.FADED).require(waiting, Optional.empty());
          tx.require(tx.get(meetings) < limit).set(waiting, Optional.of(c.index()));
        });
    rule(
        "fade",
        creatures,
        (tx, c) -> {
          tx.require(tx.get(c).color() != Color.FADED).require(waiting, Optional.empty());
          tx.require(meetings, limit).update(c, Creature::faded);
        });
    rule(
        "meet",
        creatures,
        (tx, c) -> {
          var me = tx.get(c);
          tx.require(me.color() != Color.FADED && tx.get(waiting).isPresent());
          var other = creatures.get(tx.get(waiting).orElseThrow());
          tx.require(!other.equals(c)).set(c, me.afterMeeting(tx.get(other)));
          tx.update(other, creature -> creature.afterMeeting(me));
          tx.set(waiting, Optional.empty()).update(meetings, n -> n + 1);
        });

    always(
        "two take part in each meeting",
        s -> creatures.values(s).stream().mapToInt(Creature::met).sum() == 2 * s.get(meetings));
    sometimes("all meetings were held", s -> s.get(meetings) == limit);
    deadlockFree(
        "it ends only when all have faded",
        s -> creatures.all(s, creature -> creature.color() == Color.FADED));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "chameneos",
        "creatures that change color meet in a place for two",
        "Kaiser and Pradat-Peyre, Chameneos, a Concurrency Game, 2003; TLA+ Examples, Chameneos",
        List.of(
            Parameter.integer("creatures", 3, 1, 6, "creatures"),
            Parameter.integer("meetings", 3, 1, 9, "after these they fade")),
        parameters ->
            new Chameneos(parameters.integer("creatures"), parameters.integer("meetings")));
  }
}
