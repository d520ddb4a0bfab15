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
/// The identities with the most variables are sorted ({@link Sorting}); those of other symmetries
/// are renamed in all ways, of which those with the least signatures are taken, and of them the
/// least outcome.
public final class Canonical {

  private static final int MOST_WAYS = 5040;

  private final Sorting sorting;

  /// Every way to rename the identities that are not sorted, as exchanges to be made in order.
  private final List<List<Exchanges.Exchange>> ways;

  /// By way: the signatures of the sorted identities when others are renamed so.
  private final long[][] signatures;

  private final long[][] signaturesBefore;
  private final long[][] keys;
  private int[] before;
  private final int[] given;
  private final int[] renamed;
  private final int[] spare;

  /// @throws AsymmetryException if the model declares no symmetry, or
  ///     ones that leave too many ways to rename
  public Canonical(Program program) {
    var symmetries = program.model().symmetries();
    if (symmetries.isEmpty()) {
      throw new AsymmetryException("the model declares no interchangeable identities");
    }
    var sorted = mostCells(program);
    List<List<Exchanges.Exchange>> all = List.of(List.of());
    for (var number = 0; number < symmetries.size(); number++) {
      if (number != sorted) {
        all = product(all, new Exchanges(program, number).all(MOST_WAYS));
      }
    }
    ways = List.copyOf(all);
    sorting = new Sorting(new Exchanges(program, sorted), ways);
    signatures = new long[ways.size()][sorting.size()];
    signaturesBefore = new long[ways.size()][sorting.size()];
    keys = new long[ways.size()][sorting.size()];
    given = new int[program.width()];
    before = given;
    renamed = new int[program.width()];
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
    for (var way = 0; way < signatures.length; way++) {
      sorting.sign(way, state, signatures[way]);
    }
    arrange(state);
  }

  /// Makes ready for states that differ from one in few variables.
  ///
  /// @param state not to be changed before the last of them
  public void begin(int[] state) {
    before = state;
    for (var way = 0; way < signatures.length; way++) {
      sorting.sign(way, state, signaturesBefore[way]);
    }
  }

  /// Does the same to a state that differs in few variables from the one that it began with.
  public void applyNext(int[] state) {
    for (var way = 0; way < signatures.length; way++) {
      System.arraycopy(signaturesBefore[way], 0, signatures[way], 0, signatures[way].length);
      sorting.signNext(way, before, state, signatures[way]);
    }
    arrange(state);
  }

  private void arrange(int[] state) {
    if (signatures.length == 1) {
      sorting.apply(state, signatures[0]);
      return;
    }
    System.arraycopy(state, 0, given, 0, state.length);
    var least = leastKey();
    var isFirst = true;
    for (var way = 0; way < signatures.length; way++) {
      if (Arrays.equals(keys[way], least)) {
        System.arraycopy(given, 0, renamed, 0, state.length);
        for (var exchange : ways.get(way)) {
          exchange.apply(renamed, spare);
        }
        sorting.apply(renamed, signatures[way]);
        if (isFirst || Arrays.compare(renamed, state) < 0) {
          System.arraycopy(renamed, 0, state, 0, state.length);
        }
        isFirst = false;
      }
    }
  }

  /// The least of the sorted signatures of all ways: the state that stands for the others is
  /// reached by one of those that have them, as sorted signatures do not depend on the names of the
  /// identities that they are of.
  private long[] leastKey() {
    var least = keys[0];
    for (var way = 0; way < keys.length; way++) {
      System.arraycopy(signatures[way], 0, keys[way], 0, keys[way].length);
      Arrays.sort(keys[way]);
      least = Arrays.compare(keys[way], least) < 0 ? keys[way] : least;
    }
    return least;
  }
}
