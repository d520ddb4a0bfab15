package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.Variable;
import dev.plimsoll.checker.kernel.Profile;
import dev.plimsoll.checker.kernel.Profiles;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.search.Coverage.ChoiceCoverage;
import dev.plimsoll.checker.search.Coverage.ClaimCoverage;
import dev.plimsoll.checker.search.Coverage.RuleCoverage;
import dev.plimsoll.checker.search.Coverage.Some;
import dev.plimsoll.checker.search.Coverage.VariableCoverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Tells what a search that has ended has covered.
final class CoverageReport {

  private final Program program;
  private final Model model;
  private final List<Profile> rules = new ArrayList<>();
  private final SequencedMap<Claim, Profile> claims = new LinkedHashMap<>();
  private final Map<Claim, Liveness.Answer> liveness;
  private final Coverage coverage;

  /// @param checked the claims that were checked
  /// @param liveness what was found for the liveness claims among them
  CoverageReport(
      Program program,
      Profiles profiles,
      List<Claim> checked,
      Map<Claim, Liveness.Answer> liveness) {
    this.program = program;
    this.liveness = liveness;
    model = program.model();
    for (var rule = 0; rule < model.rules().size(); rule++) {
      rules.add(profiles.ofRule(rule));
    }
    for (var claim : checked) {
      var answer = liveness.get(claim);
      claims.put(
          claim,
          answer == null ? profiles.ofClaim(model.claims().indexOf(claim)) : answer.profile());
    }
    coverage = all();
  }

  Coverage coverage() {
    return coverage;
  }

  private Coverage all() {
    var ofRules = new ArrayList<RuleCoverage>();
    for (var rule : model.rules()) {
      ofRules.add(coverage(rule, rules.get(ofRules.size())));
    }
    var ofClaims = new ArrayList<ClaimCoverage>();
    claims.forEach(
        (claim, profile) -> ofClaims.add(new ClaimCoverage(claim.name(), groups(profile::reads))));
    return new Coverage(ofRules, ofClaims, model.groups().stream().map(this::coverage).toList());
  }

  private RuleCoverage coverage(Rule rule, Profile profile) {
    var asked = profile.asked();
    var disabled =
        Arrays.stream(asked)
            .filter(instance -> !profile.isEnabled(instance))
            .mapToObj(instance -> arguments(rule, instance))
            .toList();
    return new RuleCoverage(
        rule.name(),
        asked.length,
        Some.of(shown(rule, disabled)),
        profile.choices().stream().map(CoverageReport::coverage).toList(),
        groups(profile::reads),
        groups(profile::writes));
  }

  private Value.Sequence arguments(Rule rule, int instance) {
    List<?> arguments =
        switch (rule) {
          case Rule.Fixed _ -> program.fixed().get(instance).arguments;
          case Rule.OnMessage<?> each ->
              List.of(program.channel(each.channel().slot()).message(instance));
        };
    return new Value.Sequence(arguments.stream().map(Values::of).toList());
  }

  /// The rule with each of some arguments, which are in order of declaration, as text; messages are
  /// sorted, as their numbers are a matter of luck.
  private static List<String> shown(Rule rule, List<Value.Sequence> arguments) {
    var ordered =
        switch (rule) {
          case Rule.Fixed _ -> arguments.stream();
          case Rule.OnMessage<?> _ -> arguments.stream().sorted();
        };
    return ordered
        .map(each -> new Trace.Action(rule.name(), each.elements(), List.of()).toString())
        .toList();
  }

  private static ChoiceCoverage coverage(SortedMap<String, Boolean> choice) {
    var neverTaken =
        choice.entrySet().stream().filter(each -> !each.getValue()).map(Map.Entry::getKey).toList();
    return new ChoiceCoverage(choice.size(), Some.of(neverTaken));
  }

  private VariableCoverage coverage(Model.Group group) {
    return new VariableCoverage(
        group.name(),
        group.members().size(),
        without(group, this::isRead),
        without(group, this::isWritten));
  }

  private static Some without(Model.Group group, IntPredicate slots) {
    return Some.of(
        group.members().stream()
            .filter(variable -> !slots.test(variable.slot()))
            .map(Variable::name)
            .toList());
  }

  /// The names of the variables, families as one, of which some slot passes.
  private List<String> groups(IntPredicate slots) {
    return model.groups().stream()
        .filter(group -> group.members().stream().anyMatch(each -> slots.test(each.slot())))
        .map(Model.Group::name)
        .toList();
  }

  private boolean isRead(int slot) {
    return rules.stream().anyMatch(rule -> rule.reads(slot))
        || claims.values().stream().anyMatch(claim -> claim.reads(slot));
  }

  private boolean isWritten(int slot) {
    return rules.stream().anyMatch(rule -> rule.writes(slot));
  }

  /// Why a claim that was found to hold says nothing; null where it says something.
  @Nullable Vacuity vacuity(Claim claim) {
    var profile = claims.get(claim);
    if (profile == null
        || !(claim.kind() == Claim.Kind.ALWAYS || claim.kind() == Claim.Kind.LIVENESS)) {
      return null;
    }
    if (!profile.readsAnything()) {
      return Vacuity.CONSTANT;
    }
    if (model.variables().stream()
        .noneMatch(each -> profile.reads(each.slot()) && isWritten(each.slot()))) {
      return Vacuity.UNCHANGED;
    }
    if (!profile.isConcerned()) {
      return Vacuity.NO_PREMISE;
    }
    var answer = liveness.get(claim);
    return answer != null && !answer.caused() ? Vacuity.NO_CAUSE : null;
  }
}
