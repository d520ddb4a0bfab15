package dev.plimsoll.checker.symmetry;

import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.kernel.AsymmetryException;
import dev.plimsoll.checker.kernel.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds for each state the one that stands for all that differ from it only in the names of
/// interchangeable identities: equal for two states if and only if they do. For one thread; all
/// threads of a search find the same.
///
/// The identities with the most cells are sorted ({@link Sorting}); those of other symmetries are
/// renamed in all ways, and the least outcome is taken.
public final class Canonical {

  private static final int MOST_WAYS = 5040;

  private final Sorting sorting;

  /// Every way to rename the identities that are not sorted, as exchanges to be made in order.
  private final List<List<Exchanges.Exchange>> ways;

  private final int[] given;
  private final int[] renamed;
  private final int[] least;
  private final int[] spare;

  /// @throws AsymmetryException if the model declares no symmetry, or
  ///     ones that leave too many ways to rename
  public Canonical(Program program) {
    var symmetries = program.model().symmetries();
    if (symmetries.isEmpty()) {
      throw new AsymmetryException("the model declares no interchangeable identities");
    }
    var sorted = mostCells(program);
    sorting = new Sorting(new Exchanges(program, sorted));
    List<List<Exchanges.Exchange>> all = List.of(List.of());
    for (var number = 0; number < symmetries.size(); number++) {
      if (number != sorted) {
        all = product(all, new Exchanges(program, number).all(MOST_WAYS));
      }
    }
    ways = List.copyOf(all);
    given = new int[program.width()];
    renamed = new int[program.width()];
    least = new int[program.width()];
    spare = new int[program.width()];
  }

  private static int mostCells(Program program) {
    var symmetries = program.model().symmetries();
    var most = 0;
    for (var number = 1; number < symmetries.size(); number++) {
      if (cells(symmetries.get(number)) > cells(symmetries.get(most))) {
        most = number;
      }
    }
    return most;
  }

  private static int cells(Symmetry symmetry) {
    return symmetry.families().size() * symmetry.size();
  }

  private static List<List<Exchanges.Exchange>> product(
      List<List<Exchanges.Exchange>> some, List<List<Exchanges.Exchange>> others) {
    var all = new ArrayList<List<Exchanges.Exchange>>();
    for (var one : some) {
      for (var other : others) {
        var both = new ArrayList<>(one);
        both.addAll(other);
        all.add(both);
      }
    }
    return all;
  }

  /// Replaces a state by the one that stands for it.
  public void apply(int[] state) {
    if (ways.size() == 1) {
      sorting.apply(state);
      return;
    }
    System.arraycopy(state, 0, given, 0, state.length);
    for (var way = 0; way < ways.size(); way++) {
      System.arraycopy(given, 0, renamed, 0, state.length);
      for (var exchange : ways.get(way)) {
        exchange.apply(renamed, spare);
      }
      sorting.apply(renamed);
      if (way == 0 || Arrays.compare(renamed, least) < 0) {
        System.arraycopy(renamed, 0, least, 0, state.length);
      }
    }
    System.arraycopy(least, 0, state, 0, state.length);
  }
}
