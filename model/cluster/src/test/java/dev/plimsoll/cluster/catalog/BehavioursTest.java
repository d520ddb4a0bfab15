package dev.plimsoll.cluster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Coverage.ChoiceCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that a model of the control plane can do is there for nothing: at some of the bounds
/// below, where it is small, each rule fires that any of its parameters declares, each alternative
/// of each choice is taken, and each claim says something, or is seen.
///
/// Arguments of rules are not asked about: they are names, of which some bounds leave some unused.
/// Incidents have the museum, in `counterexamples`.
class BehavioursTest {

  /// The bounds at which a model is searched, each as `name=value` with spaces between them.
  record Bounds(String model, List<String> given) {

    Bounds(String model, String... given) {
      this(model, List.of(given));
    }
  }

  static List<Bounds> bounds() {
    return List.of(
        new Bounds("attach-detach", ""),
        new Bounds("cni", ""),
        new Bounds("crash-loop", ""),
        new Bounds("daemonset", "", "nodes=1 faults=0 lost=1"),
        new Bounds(
            "deployment",
            "",
            "strategy=recreate replicas=1",
            "replicas=1 undos=0 crashes=0 pauses=1",
            "undos=0 deadlines=0 crashes=0 scales=1",
            "replicas=1 undos=0 deadlines=0 failures=1",
            "replicas=1 undos=0 deadlines=0 crashes=0 rollouts=2 collides=true"),
        new Bounds("disruption", "", "faults=0 changes=1"),
        new Bounds("dns", "", "serve-stale=1 restarts=0"),
        new Bounds("endpointslice", "", "api-servers=2 pods=1 most=1 slices=2 crashes=0"),
        new Bounds(
            "garbage-collector", "", "shape=chain", "creations=0 adoptions=0 faults=0 lost=1"),
        new Bounds("hpa", ""),
        new Bounds("image-pull", "faults=1", "faults=2", "policy=always faults=1", "policy=never"),
        new Bounds("ingress", ""),
        new Bounds("job", "lag=1"),
        new Bounds("kubelet", "", "forced=1 faults=0", "policy=never faults=1"),
        new Bounds("leader-election", "", "processes=3 lease=3 ahead=1 pauses=0"),
        new Bounds("namespace-deletion", ""),
        new Bounds("node-lifecycle", "", "losses=2 returns=0 crashes=0"),
        new Bounds("node-pressure", "", "signal=disk"),
        new Bounds("pod-admission", ""),
        new Bounds("pod-termination", ""),
        new Bounds("probes", ""),
        new Bounds("replicaset", ""),
        new Bounds("rollout", ""),
        new Bounds(
            "scheduler",
            "",
            "pods=2 deletions=0 faults=0 flushes=1",
            "pods=1 lost=1",
            "pods=5 nodes=1 deletions=0 faults=0",
            "budget=1 deletions=0 faults=0",
            "schedulers=2 nodes=1 deletions=0"),
        new Bounds("service-allocation", "", "changes=0 deletions=1 losses=1"),
        new Bounds("service-lb", ""),
        new Bounds("statefulset", ""),
        new Bounds("static-pods", ""),
        new Bounds(
            "watch", "", "lister=true clients=0", "etcd=raft api-servers=1 writes=1 compactions=0"),
        new Bounds("workqueue", ""));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void everythingHappensSomewhere(Bounds bounds) {
    var definition = definition(bounds.model());
    var results =
        bounds.given().stream()
            .map(given -> Checked.model(bounds.model(), given).result())
            .toList();

    assertThat(results)
        .extracting(CheckResult::verdict)
        .as("no claim is violated")
        .isSubsetOf(Verdict.HOLDS, Verdict.NEVER_SEEN);
    assertThat(without(rules(definition), fired(results))).as("rules that never fire").isEmpty();
    assertThat(without(claims(definition), telling(results)))
        .as("claims that say nothing, or are never seen")
        .isEmpty();
    assertThat(without(choices(results, false), choices(results, true)))
        .as("choices of which some alternative is never taken")
        .isEmpty();
  }

  @Test
  void everyModelOfTheControlPlaneIsHere() {
    assertThat(bounds())
        .extracting(Bounds::model)
        .containsExactlyElementsOf(definitions().map(ModelDefinition::name).sorted().toList());
  }

  // ---- what there is

  private static Stream<ModelDefinition> definitions() {
    return ServiceLoader.load(Models.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(models -> models.getClass().getPackage() == Incidents.class.getPackage())
        .flatMap(models -> models.definitions().stream())
        .filter(definition -> !definition.isBroken());
  }

  private static ModelDefinition definition(String name) {
    return definitions().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static SortedSet<String> rules(ModelDefinition definition) {
    return sorted(
        variants(definition)
            .flatMap(model -> model.rules().stream())
            .map(rule -> unnumbered(rule.name())));
  }

  private static SortedSet<String> claims(ModelDefinition definition) {
    return sorted(variants(definition).flatMap(model -> model.claims().stream().map(Claim::name)));
  }

  /// The model at its default bounds, and with each other value of one parameter; of a number, the
  /// first ten. Mistakes are left out, and values that do not go with the other defaults.
  private static Stream<Model> variants(ModelDefinition definition) {
    var variants = new ArrayList<Model>();
    variants.add(definition.configure(Map.of()).model());
    for (var parameter : definition.parameters()) {
      for (var value : values(parameter)) {
        try {
          variants.add(definition.configure(Map.of(parameter.name(), value)).model());
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageContaining(parameter.name());
        }
      }
    }
    return variants.stream();
  }

  private static List<String> values(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Whole whole ->
          IntStream.rangeClosed(whole.least(), Math.min(whole.most(), whole.least() + 9))
              .mapToObj(Integer::toString)
              .toList();
      case Parameter.Flag flag -> List.of("true", "false");
      case Parameter.Word word -> word.name().endsWith("bug") ? List.of() : word.words();
      case Parameter.Text text -> List.of();
    };
  }

  /// Rules for each of several objects have a number; they are one here.
  private static String unnumbered(String rule) {
    return rule.replaceFirst(" \\(\\d+\\)$", "");
  }

  // ---- what happens

  private static SortedSet<String> fired(List<CheckResult> results) {
    return sorted(
        results.stream()
            .flatMap(result -> result.rules().stream())
            .filter(rule -> rule.fired() > 0)
            .map(rule -> unnumbered(rule.name())));
  }

  private static SortedSet<String> telling(List<CheckResult> results) {
    return sorted(
        results.stream()
            .flatMap(result -> result.claims().stream())
            .filter(claim -> claim.status() != Status.NEVER_SEEN && claim.vacuity() == null)
            .map(CheckResult.ClaimResult::name));
  }

  /// Choices of rules.
  ///
  /// @param whole only those of which all alternatives are taken at the same bounds
  private static SortedSet<String> choices(List<CheckResult> results, boolean whole) {
    var names = new TreeSet<String>();
    for (var result : results) {
      for (var rule : result.coverage().rules()) {
        for (var i = 0; i < rule.choices().size(); i++) {
          if (!whole || isWhole(rule.choices().get(i))) {
            names.add("choice %d of \"%s\"".formatted(i + 1, rule.name()));
          }
        }
      }
    }
    return names;
  }

  private static boolean isWhole(ChoiceCoverage choice) {
    return choice.alternatives() > 0 && choice.neverTaken().isEmpty();
  }

  private static SortedSet<String> sorted(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> some) {
    var rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
