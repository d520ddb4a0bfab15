package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.kernel.ImpureRuleException;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.StateMemory;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Statistics;
import dev.plimsoll.checker.search.Stop;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts together the result of a simulation that has ended.
record Report(
    SimulationOptions options, Program program, List<Claim> claims, Ledger ledger, Stop stop) {

  private static final Method BY_FINGERPRINTS = new Method(false, false, true);

  SimulationResult result() {
    var finding = ledger.finding();
    var trace = finding == null ? null : trace(finding);
    var runs = ledger.runs();
    var found =
        new CheckResult(
            verdict(finding),
            ledger.distinct(),
            runs.made() + ledger.steps(),
            runs.made() == 0 ? 0 : runs.longest() + 1,
            ledger.distinct(),
            stop.elapsed(),
            options.workers(),
            BY_FINGERPRINTS,
            new StateMemory(0, 0),
            claims.stream().map(claim -> result(claim, finding, trace)).toList(),
            statistics(),
            List.of(),
            Coverage.NONE,
            Statistics.NONE,
            finding == null || trace == null ? null : failure(finding, trace),
            finding == null ? stopped(runs) : null);
    return new SimulationResult(runs, found);
  }

  private String stopped(Runs runs) {
    var reason = stop.reason();
    return reason == null
        ? "the bound of %s was reached".formatted(runs.mode().counted(runs.asked()))
        : reason;
  }

  private static Verdict verdict(@Nullable Finding finding) {
    if (finding == null) {
      return Verdict.INCOMPLETE;
    }
    if (finding.failedRule() >= 0 || !finding.failedClaims().isEmpty()) {
      return Verdict.FAILED;
    }
    return finding.deadlocked().isEmpty() ? Verdict.VIOLATED : Verdict.DEADLOCK;
  }

  private ClaimResult result(Claim claim, @Nullable Finding finding, @Nullable Trace trace) {
    var index = program.model().claims().indexOf(claim);
    if (finding != null && trace != null && isViolated(index, finding)) {
      confirm(claim, finding);
      return new ClaimResult(claim.name(), claim.kind(), Status.VIOLATED, trace.length(), trace);
    }
    var status = ledger.hasSeen(index) ? Status.SEEN : Status.UNDECIDED;
    return new ClaimResult(claim.name(), claim.kind(), status, 0, null);
  }

  /// What is told was executed once more.
  private void confirm(Claim claim, Finding finding) {
    var explorer = new Explorer(program);
    if (!explorer.violates(claim, explorer.at(finding.states().getLast()))) {
      throw new ImpureRuleException(claim.name(), "it was violated once, but not again");
    }
  }

  private static boolean isViolated(int claim, Finding finding) {
    return finding.violated().get(claim) || finding.deadlocked().get(claim);
  }

  private @Nullable ModelFailure failure(Finding finding, Trace trace) {
    var explorer = new Explorer(program);
    var last = explorer.at(finding.states().getLast());
    if (finding.failedRule() >= 0) {
      var name = program.model().rules().get(finding.failedRule()).name();
      var cause = explorer.failureOfRule(last, finding.failedRule());
      return failure(name, true, cause, trace);
    }
    if (finding.failedClaims().isEmpty()) {
      return null;
    }
    var claim = program.model().claims().get(finding.failedClaims().nextSetBit(0));
    return failure(claim.name(), false, explorer.failureOfClaim(last, claim), trace);
  }

  private static ModelFailure failure(
      String name, boolean inRule, Optional<Throwable> cause, Trace trace) {
    return new ModelFailure(
        name, inRule, cause.orElseThrow(() -> ImpureRuleException.failedOnce(name)), trace);
  }

  /// Makes the steps of a run once more, executing the rules.
  private Trace trace(Finding finding) {
    var states = finding.states();
    var steps = new ArrayList<Trace.Step>();
    steps.add(new Trace.Step(null, program.values(states.getFirst())));
    for (var i = 1; i < states.size(); i++) {
      var action = action(states.get(i - 1), finding.steps().get(i - 1), states.get(i));
      steps.add(new Trace.Step(action, program.values(states.get(i))));
    }
    return new Trace(steps);
  }

  private Trace.Action action(int[] from, Memo rule, int[] to) {
    var fitting = new ArrayList<Trace.Action>();
    new Stepper(program)
        .steps(
            rule,
            from,
            (action, target) -> {
              if (Arrays.equals(target, to)) {
                fitting.add(action);
              }
            });
    if (fitting.isEmpty()) {
      throw new ImpureRuleException(rule.name, "it does not lead where it led before");
    }
    return fitting.getFirst();
  }

  private List<RuleStatistics> statistics() {
    var learned = program.learned();
    var statistics = new ArrayList<RuleStatistics>();
    for (var rule : program.model().rules()) {
      var index = statistics.size();
      statistics.add(new RuleStatistics(rule.name(), ledger.fired(index), learned[index]));
    }
    return statistics;
  }
}
