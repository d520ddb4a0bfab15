package dev.plimsoll.checker.symmetry;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.kernel.AsymmetryException;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Renaming;
import java.util.ArrayList;
import java.util.List;

/// The exchanges of two of some interchangeable identities: every renaming is some of them, one
/// after another.
final class Exchanges {

  private final Program program;
  private final int number;
  private final Symmetry symmetry;
  private final Exchange[][] exchanges;

  /// That two identities exchange their names.
  static final class Exchange {

    private final Renaming renaming;

    private Exchange(Renaming renaming) {
      this.renaming = renaming;
    }

    /// Makes it in a state.
    ///
    /// @param spare overwritten
    void apply(int[] state, int[] spare) {
      renaming.apply(state, spare);
      System.arraycopy(spare, 0, state, 0, state.length);
    }

    /// Where the content of a slot goes.
    int slot(int slot) {
      return renaming.slot(slot);
    }

    /// What becomes of the content of a slot.
    int held(int slot, int held) {
      return renaming.held(slot, held);
    }

    /// Whether it leaves a state as it is.
    boolean fixes(int[] state) {
      return renaming.fixes(state);
    }
  }

  /// @param number the place of the symmetry in the order of declaration
  Exchanges(Program program, int number) {
    this.program = program;
    this.number = number;
    symmetry = program.model().symmetries().get(number);
    var size = symmetry.size();
    exchanges = new Exchange[size][size];
    for (var one = 0; one < size; one++) {
      for (var other = 0; other < one; other++) {
        var renaming = new Renaming(program, number, Permutation.exchanging(one, other, size));
        exchanges[one][other] = new Exchange(renaming);
        exchanges[other][one] = exchanges[one][other];
      }
    }
  }

  Program program() {
    return program;
  }

  Symmetry symmetry() {
    return symmetry;
  }

  /// Exchanges two different ones.
  Exchange of(int one, int other) {
    return exchanges[one][other];
  }

  /// Renames the identity at each place of an order to the number of the place.
  Renaming renaming(int[] order) {
    var to = new int[order.length];
    for (var place = 0; place < order.length; place++) {
      to[order[place]] = place;
    }
    return new Renaming(program, number, Permutation.of(to));
  }

  /// Renamings from which all others can be made.
  List<Renaming> generators() {
    return Renaming.generators(program, number);
  }

  /// Every renaming, as exchanges to be made in order.
  ///
  /// @param most how many there may be
  List<List<Exchange>> all(int most) {
    List<List<Exchange>> all = List.of(List.of());
    for (var last = 1; last < symmetry.size(); last++) {
      var more = new ArrayList<List<Exchange>>();
      for (var renaming : all) {
        more.add(renaming);
        for (var other = 0; other < last; other++) {
          var longer = new ArrayList<>(renaming);
          longer.add(of(last, other));
          more.add(longer);
        }
      }
      if (more.size() > most) {
        throw new AsymmetryException(
            "there are too many \"%s\" to exchange them in all ways".formatted(symmetry.name()));
      }
      all = more;
    }
    return all;
  }
}
