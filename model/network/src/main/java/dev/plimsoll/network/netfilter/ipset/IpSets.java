package dev.plimsoll.network.netfilter.ipset;

import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.text.DumpException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sets of a node, by name.
///
/// A `list:set` holds sets, and no other lists. A set that is not there, or of a type that is not
/// known here, is one of which nothing is known. Entries that time out are taken to be there.
public final class IpSets implements Sets {

  private final Map<String, IpSet> sets;
  private final Map<String, List<String>> lists;

  IpSets(Map<String, IpSet> sets, Map<String, List<String>> lists) {
    this.sets = Map.copyOf(sets);
    this.lists = Map.copyOf(lists);
  }

  /// Reads what `ipset save` printed.
  ///
  /// @param name of the text, for messages
  /// @throws DumpException naming the first line that is not of that form
  public static IpSets parse(String name, String text) {
    return new IpSetReader(name).read(text);
  }

  @Override
  public Optional<List<List<Case>>> cases(String name, List<Side> sides) {
    var found = new ArrayList<List<Case>>();
    for (String each : new LinkedHashSet<>(lists.getOrDefault(name, List.of(name)))) {
      IpSet set = sets.get(each);
      if (set == null) {
        return Optional.empty();
      }
      found.add(set.cases(sides));
    }
    return Optional.of(found);
  }
}
