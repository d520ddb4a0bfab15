package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.kernel.ImpureRuleException;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Profiles;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.LevelStatistics;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.StateMemory;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Statistics.RuleMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Puts together the result of a search that has ended.
///
/// Findings about the steps out of a level (deadlocks, rules that throw) belong to states of that
/// level; findings about the claims on new states belong to the level after it.
record Report(
    Program program,
    SearchOptions options,
    List<Claim> claims,
    StateStore store,
    List<Worker> workers,
    List<Long> levels,
    LevelSteps steps,
    Profiles profiles,
    Stop stop,
    Duration searching,
    boolean isExhaustive,
    Findings findings,
    Map<Claim, Liveness.Answer> liveness,
    TraceFinder traces) {

  CheckResult result() {
    var failure = failure();
    var coverage = coverage();
    var results = claims.stream().map(claim -> result(claim, coverage)).toList();
    return new CheckResult(
        verdict(failure, results),
        store.size(),
        levels.getFirst() + workers.stream().mapToLong(worker -> worker.generated.get()).sum(),
        depth(),
        store.size() - workers.stream().mapToLong(worker -> worker.expanded.get()).sum(),
        stop.elapsed(),
        options.workers(),
        options.method(),
        new StateMemory(store.bytes(), store.bytesInFiles()),
        results,
        statistics(),
        levelStatistics(),
        coverage == null ? Coverage.NONE : coverage.coverage(),
        memories(),
        failure,
        stop.reason());
  }

  /// What was covered; null where there is no memory left to find out: the answer matters more.
  private @Nullable CoverageReport coverage() {
    try {
      return new CoverageReport(program, profiles, claims, liveness);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  /// Levels that are not empty.
  private int depth() {
    return levels.getLast() > 0 ? levels.size() : levels.size() - 1;
  }

  private Verdict verdict(@Nullable ModelFailure failure, List<ClaimResult> results) {
    if (failure != null) {
      return Verdict.FAILED;
    }
    if (!findings.deadlocked.isEmpty()) {
      return Verdict.DEADLOCK;
    }
    if (!findings.violated.isEmpty()) {
      return Verdict.VIOLATED;
    }
    if (results.stream().anyMatch(claim -> claim.status() == Status.VIOLATED)) {
      return Verdict.LIVENESS_VIOLATED;
    }
    if (stop.reason() != null) {
      return Verdict.INCOMPLETE;
    }
    return results.stream().anyMatch(claim -> claim.status() == Status.NEVER_SEEN)
        ? Verdict.NEVER_SEEN
        : Verdict.HOLDS;
  }

  private ClaimResult result(Claim claim, @Nullable CoverageReport coverage) {
    var result = result(claim);
    return result.status() == Status.HOLDS && coverage != null
        ? new ClaimResult(
            claim.name(), claim.kind(), Status.HOLDS, 0, null, coverage.vacuity(claim))
        : result;
  }

  private ClaimResult result(Claim claim) {
    if (claim.kind() == Claim.Kind.LIVENESS) {
      return livenessResult(claim);
    }
    var index = program.model().claims().indexOf(claim);
    var violated = findings.violated.get(index);
    if (violated != null) {
      return violation(claim, levels.size() - 1, violated);
    }
    var deadlocked = findings.deadlocked.get(index);
    if (deadlocked != null) {
      return violation(claim, levels.size() - 2, deadlocked);
    }
    return new ClaimResult(claim.name(), claim.kind(), status(claim, index), 0, null);
  }

  private ClaimResult livenessResult(Claim claim) {
    var answer = liveness.get(claim);
    var trace = answer == null || answer.failure() != null ? null : answer.trace();
    var status =
        answer == null || answer.failure() != null
            ? Status.UNDECIDED
            : answer.holds() ? Status.HOLDS : Status.VIOLATED;
    return new ClaimResult(
        claim.name(), claim.kind(), status, trace == null ? 0 : trace.length(), trace);
  }

  private Status status(Claim claim, int index) {
    if (claim.kind() == Claim.Kind.SOMETIMES) {
      if (workers.stream().anyMatch(worker -> worker.seen[index])) {
        return Status.SEEN;
      }
      return isExhaustive ? Status.NEVER_SEEN : Status.UNDECIDED;
    }
    return isExhaustive ? Status.HOLDS : Status.UNDECIDED;
  }

  private ClaimResult violation(Claim claim, int level, WordList states) {
    var trace = traces.find(level, states);
    return new ClaimResult(claim.name(), claim.kind(), Status.VIOLATED, level + 1, trace);
  }

  private @Nullable ModelFailure failure() {
    for (var entry : findings.failedRules.entrySet()) {
      var name = program.model().rules().get(entry.getKey()).name();
      return failure(name, true, levels.size() - 2, entry);
    }
    for (var entry : findings.failedClaims.entrySet()) {
      var claim = program.model().claims().get(entry.getKey());
      var deadlock = claim.kind() == Claim.Kind.DEADLOCK_FREE;
      return failure(claim.name(), false, levels.size() - (deadlock ? 2 : 1), entry);
    }
    for (var claim : claims) {
      var answer = liveness.get(claim);
      if (answer != null && answer.failure() != null && answer.trace() != null) {
        return new ModelFailure(claim.name(), false, answer.failure(), answer.trace());
      }
    }
    return null;
  }

  private ModelFailure failure(
      String name, boolean inRule, int level, Map.Entry<Integer, WordList> states) {
    var path = traces.path(level, states.getValue());
    var explorer = traces.explorer();
    var last = path.getLast().position();
    var cause =
        inRule
            ? explorer.failureOfRule(last, states.getKey())
            : explorer.failureOfClaim(last, program.model().claims().get(states.getKey()));
    return new ModelFailure(
        name,
        inRule,
        cause.orElseThrow(() -> ImpureRuleException.failedOnce(name)),
        traces.trace(path));
  }

  private List<RuleStatistics> statistics() {
    var learned = program.learned();
    var fired = steps.fired();
    var statistics = new ArrayList<RuleStatistics>();
    for (var rule : program.model().rules()) {
      var index = statistics.size();
      statistics.add(new RuleStatistics(rule.name(), fired[index], learned[index]));
    }
    return statistics;
  }

  private Statistics memories() {
    var learned = program.learned();
    var fired = steps.fired();
    var expanded = workers.stream().mapToLong(worker -> worker.expanded.get()).sum();
    var rules = new ArrayList<RuleMemory>();
    for (var rule : program.model().rules()) {
      var index = rules.size();
      var instances = program.known().stream().filter(memo -> memo.index == index).toList();
      var asked = rule instanceof Rule.Fixed ? expanded * instances.size() : 0;
      var known = instances.stream().mapToLong(Report::ends).sum();
      rules.add(new RuleMemory(rule.name(), Math.max(asked, fired[index]), learned[index], known));
    }
    return new Statistics(searching, rules, store.words());
  }

  private static long ends(Memo memo) {
    var known = memo.known();
    return known == null ? 0 : known.ends();
  }

  private List<LevelStatistics> levelStatistics() {
    var statistics = new ArrayList<LevelStatistics>();
    for (var level = 0; level < Math.min(depth(), LevelSteps.MOST); level++) {
      var isExpanded = level < steps.rows().size();
      var fired = isExpanded ? steps.rows().get(level) : new long[program.model().rules().size()];
      statistics.add(new LevelStatistics(levels.get(level), LongStream.of(fired).boxed().toList()));
    }
    return statistics;
  }
}
