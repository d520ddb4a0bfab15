package dev.plimsoll.cluster.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A namespace goes when nothing is left in it. Settings are as on the command line, without
/// `--set`.
class NamespaceDeletionModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(9_348);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=does-not-list | nothing is left in a namespace that has gone
          bug=ignores-undiscovered | nothing is left in a namespace that has gone
          bug=trusts-its-cache | nothing is left in a namespace that has gone
          bug=stays-active | nothing is left in a namespace that has gone
          bug=does-not-wait | nothing is left in a namespace that has gone
          bug=forces | an object goes after its finalizer was taken off
          bug=gives-up | in the end a namespace that is being deleted has gone
          """)
  void aMistakeIsFound(String settings, String claim) {
    assertThat(violated(settings)).containsExactly(claim);
  }

  private static List<String> violated(String settings) {
    return check(settings).claims().stream()
        .filter(each -> each.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  private static CheckResult check(String settings) {
    var parameters =
        Arrays.stream(settings.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return Search.check(
        Catalog.load().find("namespace-deletion").configure(parameters).model(),
        SearchOptions.defaults());
  }
}
