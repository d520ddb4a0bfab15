package dev.plimsoll.counterexamples.museum;

import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.cluster.catalog.Incidents;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A collection of incidents.
///
/// @param exhibits sorted by number
public record Museum(List<Exhibit> exhibits) {

  public Museum {
    exhibits = exhibits.stream().sorted(Comparator.comparing(Exhibit::id)).toList();
  }

  /// Every incident there is.
  public static Museum open() {
    return new Museum(
        Incidents.byGroup().entrySet().stream()
            .flatMap(
                group ->
                    group.getValue().stream()
                        .map(incident -> new Exhibit(group.getKey(), incident)))
            .toList());
  }

  /// The incident of this number, such as `M17`; in small letters or as the name of its model, too.
  ///
  /// @throws UnknownNameException if there is none
  public Exhibit find(String id) {
    return exhibits.stream()
        .filter(each -> each.id().equalsIgnoreCase(id) || each.model().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "incident", id, exhibits.stream().map(Exhibit::id).toList()));
  }

  /// The incidents of a group that are about all of these words.
  ///
  /// @param group its name; null for all groups
  /// @throws UnknownNameException if there is no such group
  public Museum select(@Nullable String group, List<String> words) {
    var groups = exhibits.stream().map(Exhibit::group).distinct().toList();
    if (group != null && !groups.contains(group)) {
      throw new UnknownNameException("group", group, groups);
    }
    return new Museum(
        exhibits.stream()
            .filter(each -> group == null || each.group().equals(group))
            .filter(each -> words.stream().allMatch(each::isAbout))
            .toList());
  }
}
