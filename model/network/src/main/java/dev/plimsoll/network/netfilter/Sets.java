package dev.plimsoll.network.netfilter;

import java.util.List;
import java.util.Optional;

/// What is known of the sets that rules ask for by name.
public interface Sets {

  /// Nothing.
  Sets UNKNOWN = (name, sides) -> Optional.empty();

  /// What `--match-set NAME SIDES` asks: whether the packet is in one of several sets, each with
  /// its cases, of which the first that fits decides. Nothing if a set is not known.
  ///
  /// @param sides the directions that the rule gives, one for each part of the set's entries
  Optional<List<List<Case>>> cases(String name, List<Side> sides);

  /// Some packets that are in a set, or by exception are not.
  ///
  /// @param all what they have in common
  /// @param isException whether they are not in it
  record Case(List<Match> all, boolean isException) {

    /// Copies the list.
    public Case {
      all = List.copyOf(all);
    }
  }
}
