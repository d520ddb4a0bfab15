package dev.plimsoll.properties.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every model of the catalog, searched in full and by each reduction: the same is found of every
/// claim. What large models promise of behaviours is left to the nightly profile.
class CatalogReductionTest {

  /// To decide a claim about behaviours takes many times as long as to visit the states.
  private static final long MOST_STATES =
      Boolean.getBoolean("plimsoll.nightly") ? Long.MAX_VALUE : 20_000;

  private static final Method PARTIAL_ORDER = new Method(false, true, false);
  private static final Method SYMMETRY = new Method(true, false, false);
  private static final Method BOTH = new Method(true, true, false);
  private static final Method FINGERPRINTS = new Method(false, false, true);

  /// Of models that would take longest.
  private static final Map<String, Map<String, String>> SMALLER =
      Map.of("rollout", Map.of("rollouts", "0"));

  /// What was searched in full.
  private static final Map<String, CheckResult> SEARCHED = new ConcurrentHashMap<>();

  static Stream<String> models() {
    return Catalog.load().sound().stream()
        .map(ModelDefinition::name)
        .filter(name -> !claims(model(name)).isEmpty());
  }

  static Stream<String> modelsOfBehaviours() {
    return models()
        .filter(name -> claims(model(name)).size() < model(name).claims().size())
        .filter(name -> full(name).distinct() <= MOST_STATES);
  }

  static Stream<String> symmetricModels() {
    return models().filter(name -> !model(name).symmetries().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("models")
  void partialOrderFindsWhatTheFullSearchFinds(String name) {
    var full = full(name);

    var reduced = check(name, PARTIAL_ORDER);

    assertThat(statuses(reduced)).isEqualTo(statuses(full));
    assertThat(reduced.distinct()).isLessThanOrEqualTo(full.distinct());
  }

  @ParameterizedTest
  @MethodSource("modelsOfBehaviours")
  void partialOrderDecidesWhatTheFullSearchDecides(String name) {
    var options = SearchOptions.defaults();
    var full = Search.check(model(name), options);

    var reduced = Search.check(model(name), options.withMethod(PARTIAL_ORDER));

    assertThat(statuses(reduced)).isEqualTo(statuses(full));
  }

  @ParameterizedTest
  @MethodSource("symmetricModels")
  void symmetryFindsWhatTheFullSearchFinds(String name) {
    var full = full(name);

    var reduced = check(name, SYMMETRY);

    assertThat(statuses(reduced)).isEqualTo(statuses(full));
    assertThat(reduced.distinct()).isLessThan(full.distinct());
    assertThat(reduced.depth()).isEqualTo(full.depth());
  }

  @ParameterizedTest
  @MethodSource("symmetricModels")
  void bothReductionsTogetherFindWhatTheFullSearchFinds(String name) {
    var symmetric = check(name, SYMMETRY);

    var reduced = check(name, BOTH);

    assertThat(statuses(reduced)).isEqualTo(statuses(symmetric));
    assertThat(reduced.distinct()).isLessThanOrEqualTo(symmetric.distinct());
  }

  @ParameterizedTest
  @MethodSource("models")
  void fingerprintsTellAsManyStatesApart(String name) {
    assertThat(check(name, FINGERPRINTS).distinct()).isEqualTo(full(name).distinct());
  }

  private static Model model(String name) {
    return Catalog.load().find(name).configure(SMALLER.getOrDefault(name, Map.of())).model();
  }

  /// Those about states.
  private static Set<String> claims(Model model) {
    return model.claims().stream()
        .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
        .map(Claim::name)
        .collect(Collectors.toSet());
  }

  private static CheckResult full(String name) {
    return SEARCHED.computeIfAbsent(name, each -> check(each, Method.FULL));
  }

  private static CheckResult check(String name, Method method) {
    var model = model(name);
    return Search.check(
        model, SearchOptions.defaults().withMethod(method).withClaims(claims(model)));
  }

  private static Map<String, Status> statuses(CheckResult result) {
    return result.claims().stream()
        .collect(Collectors.toMap(ClaimResult::name, ClaimResult::status));
  }
}
