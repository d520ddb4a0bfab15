package dev.plimsoll.cluster.election;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.election.Candidate.Stop;
import dev.plimsoll.cluster.election.Candidate.Trouble;
import dev.plimsoll.cluster.lease.LeaderElector;
import dev.plimsoll.cluster.lease.LeaderElector.Expiry;
import dev.plimsoll.cluster.lease.Lease;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Processes that elect a leader by a lease. Each has a clock of its own, which is ahead of others
/// and may lose a unit of time; it pauses, is cut off, dies, and is asked to stop. In a unit of
/// time each looks at the lease once, unless it pauses.
///
/// Clocks start over when they have shown every time there is, which is later than anybody
/// remembers.
public final class LeaderElectionModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// Processes as they should be.
    NONE,
    /// A lease expires by the time at which its holder says that it was renewed.
    EXPIRES_BY_RENEW_TIME,
    /// A leader that cannot renew its lease goes on.
    HAS_NO_DEADLINE,
    /// A lease is updated whatever it has become since it was read.
    UPDATES_ANYHOW,
    /// A leader that is asked to stop gives the lease back, and stops then.
    RELEASES_FIRST,
    /// A process that does not lead looks at the lease once.
    LOOKS_ONCE,
    /// Who acquires a lease does not count it.
    DOES_NOT_COUNT
  }

  /// How far the model goes. One leads at a time while `drift` and `pauses` together are less than
  /// what `leaseDuration` is longer than `renewDeadline`.
  ///
  /// @param processes how many, at least 1
  /// @param timing of leases
  /// @param ahead by how much the clock of a process is ahead of that of the one before
  /// @param drift how many units of time clocks lose
  /// @param pauses for how many units of time processes pause
  /// @param faults how often a process dies, is cut off for a unit of time, or is asked to stop
  public record Bounds(
      int processes, LeaderElector.Timing timing, int ahead, int drift, int pauses, int faults) {

    public Bounds {
      if (timing.renewDeadline() < 2 || timing.leaseDuration() <= timing.renewDeadline()) {
        throw new IllegalArgumentException(
            "deadline must be more than RetryPeriod, which is 1, and lease more than deadline");
      }
    }

    int times() {
      return 2 * (timing.leaseDuration() + drift + pauses + faults + 1);
    }
  }

  private final Bounds bounds;
  private final Bug bug;
  private final Resource<Lease> leases = resource("leases", List.of(Optional.of(Lease.FREE)));
  private final Cell<Integer> changes = cell("changes of the holder", 0);
  private final Cell<Integer> drift;
  private final Cells<Integer> clocks;
  private final Cells<Trouble> troubles;
  private final List<Candidate> candidates;

  /// Processes that have just been started, and a lease that nobody has held.
  public LeaderElectionModel(Bounds bounds, Bug bug) {
    super(1, 1);
    this.bounds = bounds;
    this.bug = bug;
    drift = cell("drift left", bounds.drift());
    var numbers = IntStream.range(0, bounds.processes()).boxed().toList();
    clocks =
        cells(
            "clock of process",
            numbers.stream().map(each -> each * bounds.ahead() % bounds.times()).toList());
    troubles = cells("trouble of process", numbers.size(), Trouble.NONE);
    var faults = cell("faults left", bounds.faults());
    candidates = numbers.stream().map(each -> declareProcess(each, faults)).toList();
    event("a process pauses", bounds.pauses(), tx -> befall(tx, Trouble.PAUSED));
    fault("a process is cut off", faults, tx -> befall(tx, Trouble.CUT_OFF));
    fault("a leader is asked to stop", faults, tx -> tx.choose(candidates).cancel(tx));
    rule("time passes", this::pass);
    weaklyFair("time passes");
    declareClaims();
  }

  // ---- what happens

  private Candidate declareProcess(int number, Cell<Integer> faults) {
    var process = component("process " + number);
    var candidate = candidate(process, number);
    step(process, "look at the lease", candidate::look);
    step(process, "update the lease", candidate::update);
    if (bug != Bug.HAS_NO_DEADLINE) {
      step(process, "give up", candidate::giveUp);
    }
    step(process, "give the lease back", candidate::release);
    step(process, "exit", candidate::exit);
    mayCrash(process, faults);
    return candidate;
  }

  private Candidate candidate(Component process, int number) {
    var expiry = bug == Bug.EXPIRES_BY_RENEW_TIME ? Expiry.RENEW_TIME : Expiry.OBSERVED_TIME;
    var elector =
        new LeaderElector(
            number,
            leases,
            memory(process, "observed", Optional.empty()),
            memory(process, "renewed", Optional.empty()),
            new RoundClock(clocks.get(number), bounds.times()),
            expiry,
            bounds.timing());
    return new Candidate(
        process,
        elector,
        leases,
        memory(process, "read", Optional.empty()),
        memory(process, "is due", true),
        memory(process, "stop", Stop.NO),
        troubles.get(number),
        changes,
        bug);
  }

  private void befall(Transaction tx, Trouble trouble) {
    var fine = troubles.stream().filter(each -> tx.get(each) == Trouble.NONE).toList();
    tx.set(tx.choose(fine), trouble);
  }

  /// A unit of time passes once everybody has done what is due; a clock may lose it.
  private void pass(Transaction tx) {
    candidates.forEach(each -> tx.require(each.isIdle(tx)));
    var left = tx.get(drift);
    var losing = left > 0 && tx.chooseWhether();
    var slow = losing ? Optional.of(tx.choose(clocks)) : Optional.<Cell<Integer>>empty();
    if (losing) {
      tx.set(drift, left - 1);
    }
    for (var clock : clocks) {
      if (!slow.equals(Optional.of(clock))) {
        tx.update(clock, time -> (time + 1) % bounds.times());
      }
    }
    candidates.forEach(
        each -> tx.set(each.due(), each.isToLook(tx)).set(each.trouble(), Trouble.NONE));
  }

  // ---- claims

  private void declareClaims() {
    always(
        "at most one process leads",
        s -> candidates.stream().filter(each -> each.elector().leads(s)).count() <= 1);
    whenever(
        "when a lease is given back nobody leads",
        s -> lease(s).holder().isEmpty(),
        s -> !isSome(each -> each.elector().leads(s)));
    always(
        "leaseTransitions counts the changes of the holder",
        s -> lease(s).transitions() == s.get(changes));
    eventuallyAlways("in the end some process leads", s -> isSome(each -> each.elector().leads(s)));

    declareExamples();
  }

  private void declareExamples() {
    if (bounds.processes() > 1) {
      sometimes("two processes are about to update the same lease", this::isContended);
    }
    if (bounds.processes() > 1 && bounds.faults() > 0) {
      sometimes(
          "another process leads after the first",
          s -> s.get(changes) > 1 && isSome(each -> each.elector().leads(s)));
    }
    if (bounds.pauses() > 0 && bounds.faults() > 0) {
      sometimes(
          "a process that pauses takes itself for the leader though its deadline has passed",
          s -> isSome(each -> each.isPaused(s) && each.elector().isPastDeadline(s)));
    }
  }

  private boolean isContended(State state) {
    var read = candidates.stream().map(each -> state.get(each.read())).flatMap(Optional::stream);
    return read.count() > 1;
  }

  private Lease lease(State state) {
    return leases.get(state, 0).orElseThrow();
  }

  private boolean isSome(Predicate<Candidate> test) {
    return candidates.stream().anyMatch(test);
  }
}
