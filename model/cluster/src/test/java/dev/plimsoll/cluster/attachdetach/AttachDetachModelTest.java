package dev.plimsoll.cluster.attachdetach;

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

/// A volume is where it is needed, and nowhere else. Settings are as on the command line, without
/// `--set`.
class AttachDetachModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(173_818);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=strikes-missing-nodes nodes=1 | in the end a pod has its volume
          bug=not-reported-again faults=0 | in the end a pod has its volume
          bug=never-forces | \
          in the end a pod has its volume; in the end a volume that no pod uses is detached
          bug=detaches-before-saying-so faults=0 | \
          a mounted volume is detached only if its node is lost
          bug=detaches-unverified faults=0 lag=2 | \
          a mounted volume is detached only if its node is lost
          bug=mounts-unreported faults=0 | \
          a mounted volume is detached only if its node is lost
          bug=attaches-anywhere faults=0 | the volume is attached to one node at a time
          bug=forgets-attachments | the volume is attached to one node at a time
          """)
  void aMistakeIsFound(String settings, String claims) {
    assertThat(violated(settings)).containsExactly(claims.split("; "));
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
        Catalog.load().find("attach-detach").configure(parameters).model(),
        SearchOptions.defaults());
  }
}
