package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.reports.RunReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunTextTest {

  @Test
  void aViolationWithoutATraceIsToldWithTheReason() {
    var configured = Catalog.load().find("lock").configure(Map.of());
    var searched = Search.check(configured.model(), SearchOptions.defaults().withDepth(2));
    var claims =
        searched.claims().stream()
            .map(each -> new ClaimResult(each.name(), each.kind(), Status.VIOLATED, 0, null))
            .toList();
    var run =
        new RunReport(
            "0.1.0",
            "./plimsoll check lock",
            "lock",
            "",
            "",
            configured.parameters(),
            new RunReport.Bounds(2, null),
            searched.with(Verdict.VIOLATED, claims, null),
            new LinkedHashMap<>(),
            null,
            List.of());

    assertThat(new RunText(run, Path.of("page.html"), false, false).lines())
        .contains(
            "no trace  the search for it ended early: the depth limit of 2 levels was reached");
  }
}
