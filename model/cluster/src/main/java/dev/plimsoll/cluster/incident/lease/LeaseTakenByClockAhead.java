package dev.plimsoll.cluster.incident.lease;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.lease.LeaderElector;
import dev.plimsoll.cluster.lease.LeaderElector.Expiry;
import dev.plimsoll.cluster.lease.Lease;
import java.util.List;
import java.util.Optional;

/// Two candidates whose clocks show different times, but run equally fast. If one compares the time
/// at which the leader says that it renewed the lease with its own clock, it takes the lease while
/// the other leads.
///
/// No process pauses here: a leader gives up at its deadline.
final class LeaseTakenByClockAhead extends ClusterModel {

  private static final List<Integer> CANDIDATES = List.of(0, 1);
  private static final int TICKS = 7;

  private final Resource<Lease> leases = resource("leases", List.of(Optional.of(Lease.FREE)));
  private final Cell<Integer> time = cell("time", 0);
  private final Cells<Integer> ahead = cells("clock is ahead by", CANDIDATES.size(), 0);
  private final List<LeaderElector> electors;

  /// @param fixed whether candidates measure from when they saw the lease change
  LeaseTakenByClockAhead(boolean fixed) {
    super(1, 1);
    var expiry = fixed ? Expiry.OBSERVED_TIME : Expiry.RENEW_TIME;
    electors = CANDIDATES.stream().map(each -> declareCandidate(each, expiry)).toList();
    initially(
        tx ->
            ahead.forEach(
                each -> tx.set(each, tx.choose(List.of(0, LeaderElector.LEASE_DURATION)))));
    event(
        "time passes",
        TICKS,
        tx -> {
          electors.forEach(each -> tx.require(!each.isPastDeadline(tx)));
          tx.update(time, now -> now + 1);
        });

    always(
        "at most one process leads",
        s -> electors.stream().filter(each -> each.leads(s)).count() <= 1);
    sometimes(
        "another leads after the first",
        s ->
            electors.get(1).leads(s)
                && s.get(electors.get(0).observed())
                    .filter(seen -> seen.lease().isHeldBy(0))
                    .isPresent());
  }

  private LeaderElector declareCandidate(int number, Expiry expiry) {
    var process = component("candidate " + number);
    var elector =
        new LeaderElector(
            number,
            leases,
            memory(process, "observed", Optional.empty()),
            memory(process, "renewed", Optional.empty()),
            s -> s.get(time) + s.get(ahead.get(number)),
            expiry);
    step(process, "acquire or renew the lease", elector::tryAcquireOrRenew);
    step(process, "give up", elector::giveUp);
    return elector;
  }
}
