package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.List;
import java.util.stream.Collectors;

/// What a search has not covered, as a page shows it.
///
/// @param gaps none if all was covered
public record CoverageView(List<Gap> gaps) {

  private static final int MOST_NAMES = 20;
  private static final int NAME_LENGTH = 120;

  /// Things that never happened.
  ///
  /// @param what such as `never enabled`
  /// @param names the first of them, and how many more there are
  /// @param by see {@link Coverage.Gap}
  public record Gap(String what, String names, String by) {}

  static CoverageView of(Coverage coverage) {
    return new CoverageView(coverage.gaps().stream().map(CoverageView::shown).toList());
  }

  private static Gap shown(Coverage.Gap gap) {
    var names =
        gap.names().first().stream()
            .limit(MOST_NAMES)
            .map(name -> Excerpt.of(name, NAME_LENGTH))
            .collect(Collectors.joining(", "));
    var more = gap.names().count() - Math.min(MOST_NAMES, gap.names().count());
    return new Gap(
        "never " + gap.what(),
        more == 0 ? names : names + " and " + Quantity.of(more) + " more",
        Excerpt.of(gap.by(), NAME_LENGTH));
  }
}
