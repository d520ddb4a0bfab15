package dev.plimsoll.counterexamples.museum;

import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An incident of the museum.
///
/// @param group the name of its group, such as `stale`
public record Exhibit(String group, Incident incident) {

  /// An issue or pull request: the repository, which may be that of the one before, and the number.
  private static final Pattern ISSUE = Pattern.compile("([\\w.-]+/[\\w.-]+)?#(\\d+)");

  /// Its number, such as `M17`.
  public String id() {
    return incident.id();
  }

  /// The name of its model in the catalog.
  public String model() {
    return incident.definition().name();
  }

  /// Its model at the bounds of the museum.
  public Configured configured(boolean fixed) {
    return incident.definition().configure(Map.of(Incident.FIXED, Boolean.toString(fixed)));
  }

  /// Searches its model, broken or fixed.
  public CheckResult search(boolean fixed, SearchOptions options) {
    return Search.check(configured(fixed).model(), options);
  }

  /// Searches its model both ways.
  public Pair searchBoth(SearchOptions options) {
    return new Pair(this, search(false, options), search(true, options));
  }

  /// Whether a word is in what is said of it, in whatever case.
  public boolean isAbout(String word) {
    var sought = word.toLowerCase(Locale.ROOT);
    return Stream.of(
            incident.id(),
            incident.reference(),
            incident.summary(),
            incident.claim(),
            incident.repair())
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
  }

  /// Where the issues of its reference are; empty if it was published elsewhere.
  public List<String> links() {
    var links = new ArrayList<String>();
    var issues = ISSUE.matcher(incident.reference());
    var repository = "";
    while (issues.find()) {
      repository = issues.group(1) == null ? repository : issues.group(1);
      if (!repository.isEmpty()) {
        links.add("https://github.com/%s/issues/%s".formatted(repository, issues.group(2)));
      }
    }
    return links;
  }
}
