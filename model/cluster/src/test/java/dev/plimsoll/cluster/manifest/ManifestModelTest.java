package dev.plimsoll.cluster.manifest;

import static dev.plimsoll.cluster.manifest.Clusters.node;
import static dev.plimsoll.cluster.manifest.Clusters.nodes;
import static dev.plimsoll.cluster.manifest.Clusters.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestModelTest {

  private static CheckResult check(ManifestModel model) {
    return Search.check(model, SearchOptions.defaults().withWorkers(1));
  }

  private static ManifestModel sound(Mutants mutant) {
    return new ManifestModel(mutant.cluster(), mutant.circumstance);
  }

  private static List<String> violated(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeIsCaughtByItsClaimAndByNoOther(Mutants mutant) {
    var broken =
        new ManifestModel(
            mutant.cluster(), mutant.circumstance, AlikeNodes::of, mutant.decisions());

    assertThat(violated(check(broken))).containsExactly(mutant.claim);
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheMistakeAllClaimsHoldAndNoneIsVacuous(Mutants mutant) {
    assertThat(check(sound(mutant)).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @ParameterizedTest
  @EnumSource
  void everyClaimHasAPartner(Mutants mutant) {
    var model = sound(mutant);

    for (var claim : model.claims()) {
      if (claim.kind() != Claim.Kind.SOMETIMES) {
        assertThat(model.partners(claim.name())).as(claim.name()).isNotEmpty();
      }
    }
  }

  @Test
  void everyClaimIsBrokenByAMistake() {
    var caught = new HashSet<String>();
    var claimed = new HashSet<String>();
    for (var mutant : Mutants.values()) {
      caught.add(mutant.circumstance + " " + kind(mutant.claim));
      sound(mutant).claims().stream()
          .filter(claim -> claim.kind() != Claim.Kind.SOMETIMES)
          .forEach(claim -> claimed.add(mutant.circumstance + " " + kind(claim.name())));
    }

    assertThat(caught).isEqualTo(claimed);
  }

  private static String kind(String claim) {
    return claim.replaceAll("\\d+ pods?|\\d+", "N");
  }

  @Test
  void everyRuleFires() {
    var fired = new HashSet<String>();
    var declared = new HashSet<String>();
    for (var model : models()) {
      for (var rule : check(model).rules()) {
        declared.add(rule.name());
        if (rule.fired() > 0) {
          fired.add(rule.name());
        }
      }
    }

    assertThat(fired).isEqualTo(declared);
  }

  private static List<ManifestModel> models() {
    var models = new ArrayList<ManifestModel>();
    for (var mutant : Mutants.values()) {
      models.add(sound(mutant));
    }
    models.add(new ManifestModel(evictedForEver(), Circumstance.CREATE));
    models.add(new ManifestModel(privileged(), Circumstance.PANIC));
    models.add(new ManifestModel(startingUp(), Circumstance.LOAD));
    return models;
  }

  /// Its pods name a node that they do not stand.
  private static ClusterSpec evictedForEver() {
    return Clusters.of(
        web("replicas: 2", "      nodeName: tainted\n", ""),
        Clusters.descheduler("RemoveDuplicates"),
        node("tainted", "spec: {taints: [{key: maintenance, effect: NoExecute}]}\n"),
        nodes(1, ""));
  }

  private static ClusterSpec privileged() {
    return Clusters.of(
        web("replicas: 1", "", "          securityContext: {privileged: true}\n"), nodes(3, ""));
  }

  private static ClusterSpec startingUp() {
    return Clusters.of(
        web(
            "replicas: 1",
            "",
            """
                      readinessProbe: {tcpSocket: {port: 8080}}
                      resources: {requests: {cpu: 500m}}
            """),
        Clusters.autoscaler(1, 2),
        nodes(2, ""));
  }

  @Test
  void aSearchTellsThatItRanIntoTheRoomForPods() {
    var model = new ManifestModel(evictedForEver(), Circumstance.CREATE);
    var result = check(model);

    assertThat(model.limits()).containsValue("4 pods of web at a time");
    assertThat(result.rules())
        .filteredOn(rule -> model.limits().containsKey(rule.name()))
        .allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void statesAreCounted() {
    var states = new StringBuilder();
    for (var mutant : Mutants.values()) {
      states.append("%s %d%n".formatted(mutant, check(sound(mutant)).distinct()));
    }

    assertThat(states)
        .hasToString(
            """
            SCHEDULER_BINDS_ONE_POD 10
            SCHEDULER_BINDS_ONE_POD_OF_MORE 17
            SCHEDULER_FORGETS_TAINTS 4
            SCHEDULER_FORGETS_ROOM 10
            SCHEDULER_FORGETS_ROOM_MEANWHILE 20
            SCHEDULER_FORGETS_SELECTORS 5
            CONTROLLER_CREATES_ONE_MORE 4
            KUBELETS_LET_NO_POD_GO 42
            TAINT_MANAGER_FORGETS_TOLERATIONS 4
            DESCHEDULER_EVICTS_ANYHOW 4
            AUTOSCALER_ASKS_FOR_ONE_MORE 17
            AUTOSCALER_NEVER_SCALES_DOWN 17
            APPLY_FORGETS_REPLICAS 2
            EVICTIONS_ARE_REFUSED 42
            EVICTIONS_ARE_ALLOWED 43
            TAINT_STAYS 16
            ROLLOUT_SCALES_AT_ONCE 43
            ROLLOUT_FORGETS_WHAT_SERVES 43
            ROLLOUT_KEEPS_OLD_PODS 43
            RECREATE_DOES_NOT_WAIT 18
            """);
  }
}
