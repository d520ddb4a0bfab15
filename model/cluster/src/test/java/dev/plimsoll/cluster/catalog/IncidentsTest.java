package dev.plimsoll.cluster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.incident.Incident;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each incident is found while it is broken, by the claim that names it and by no other, and is
/// not there once it is fixed.
class IncidentsTest {

  static List<Incident> incidents() {
    return Incidents.all();
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void itIsFoundBroken(Incident incident) {
    var result = check(incident, false);

    assertThat(result.claims())
        .filteredOn(claim -> claim.status() == Status.VIOLATED)
        .extracting(CheckResult.ClaimResult::name)
        .containsExactly(incident.claim());
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void itIsGoneFixed(Incident incident) {
    var result = check(incident, true);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(incident.model().apply(true).claims())
        .as("a claim that shows that the others are not vacuous")
        .anyMatch(claim -> claim.kind() == Claim.Kind.SOMETIMES);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void noneIsThereTwice() {
    assertThat(incidents()).extracting(Incident::id).doesNotHaveDuplicates();
    assertThat(incidents()).hasSizeGreaterThanOrEqualTo(1);
  }

  private static CheckResult check(Incident incident, boolean fixed) {
    var given = Map.of(Incident.FIXED, Boolean.toString(fixed));
    return Search.check(incident.definition().configure(given).model(), SearchOptions.defaults());
  }
}
