package dev.plimsoll.reports.cluster;

import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.manifest.Circumstance;
import dev.plimsoll.cluster.manifest.ClusterSpec;
import dev.plimsoll.cluster.manifest.ManifestModel;
import dev.plimsoll.cluster.manifest.Repair;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.reports.RunReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Checks a cluster under one circumstance after another, each from one node up to the size that is
/// asked for: until a claim fails, or a search does not come to its end. What goes wrong when
/// nothing happens goes wrong under every circumstance: others are left alone then. Something that
/// is never seen does not fail: it makes claims vacuous.
///
/// @param options of each search
public record ClusterCheck(
    Request request, ClusterSpec spec, SearchOptions options, Interruption interruption) {

  private static final Duration PATIENCE_WITH_REPAIRS = Duration.ofSeconds(5);

  /// Keeps what is told of a run.
  public interface Keeper {
    /// Keeps the run, its page and its counterexamples.
    RunReport keep(Configured configured, Scale scale, CheckResult result) throws IOException;
  }

  /// Checks all circumstances that concern the cluster.
  public List<Outcome> run(Keeper keeper) throws IOException {
    var outcomes = new ArrayList<Outcome>();
    for (var circumstance : request.circumstances()) {
      if (!interruption.isRequested() && outcomes.stream().noneMatch(Outcome::spoilsOthers)) {
        climb(circumstance, keeper).ifPresent(outcomes::add);
      }
    }
    return outcomes;
  }

  private Optional<Outcome> climb(Circumstance circumstance, Keeper keeper) throws IOException {
    var held = Optional.<Scale>empty();
    var last = Optional.<Outcome>empty();
    for (var scale : request.scales(spec)) {
      var scaled = spec.at(scale);
      if (request.admits(scale, spec) && ManifestModel.concerns(circumstance, scaled)) {
        var model = new ManifestModel(scaled, circumstance);
        var result = settled(search(model));
        var isHeld = result.verdict() == Verdict.HOLDS;
        held = isHeld ? Optional.of(scale) : held;
        var configured = ClusterDefinition.configured(circumstance, request, scale, model);
        last =
            Optional.of(
                new Outcome(
                    circumstance,
                    held,
                    keeper.keep(configured, scale, result),
                    scale,
                    scale.equals(spec.size()),
                    findings(model, circumstance, result),
                    vacuous(model, result),
                    limits(model, result)));
        if (!isHeld) {
          return last;
        }
      }
    }
    return last;
  }

  private static CheckResult settled(CheckResult result) {
    return result.verdict() == Verdict.NEVER_SEEN
        ? result.with(Verdict.HOLDS, result.claims(), result.failure())
        : result;
  }

  private static List<Vacuous> vacuous(ManifestModel model, CheckResult result) {
    var unseen =
        result.claims().stream()
            .filter(claim -> claim.status() == Status.NEVER_SEEN)
            .map(ClaimResult::name)
            .toList();
    return result.claims().stream()
        .filter(claim -> result.verdict() == Verdict.HOLDS && claim.status() == Status.HOLDS)
        .map(claim -> new Vacuous(claim.name(), among(unseen, model.partners(claim.name()))))
        .filter(each -> !each.unseen().isEmpty())
        .toList();
  }

  private static List<String> among(List<String> names, List<String> others) {
    return others.stream().filter(names::contains).toList();
  }

  private static List<Limit> limits(ManifestModel model, CheckResult result) {
    return result.rules().stream()
        .filter(rule -> model.limits().containsKey(rule.name()))
        .map(
            rule ->
                new Limit(
                    Objects.requireNonNull(model.limits().get(rule.name())), rule.fired() > 0))
        .toList();
  }

  private CheckResult search(ManifestModel model) {
    return Search.check(model, options.withInterruption(interruption));
  }

  /// A change that cannot be decided about soon is not told of.
  private CheckResult searchSoon(ManifestModel model) {
    return Search.check(
        model, options.withInterruption(interruption).withTimeout(PATIENCE_WITH_REPAIRS));
  }

  private List<Finding> findings(
      ManifestModel model, Circumstance circumstance, CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(claim -> new Finding(claim, repairs(model, circumstance, result, claim)))
        .toList();
  }

  private List<Repair> repairs(
      ManifestModel model, Circumstance circumstance, CheckResult before, ClaimResult claim) {
    return model.repairs(claim.name()).stream()
        .filter(repair -> !interruption.isRequested())
        .filter(
            repair ->
                helps(claim, before, searchSoon(new ManifestModel(repair.spec(), circumstance))))
        .toList();
  }

  /// Whether the claim holds after a change, and nothing fails that held before.
  private static boolean helps(ClaimResult claim, CheckResult before, CheckResult after) {
    return after.stopped() == null
        && after.failure() == null
        && after.violated().stream()
            .noneMatch(each -> each.equals(claim.name()) || !before.violated().contains(each));
  }
}
