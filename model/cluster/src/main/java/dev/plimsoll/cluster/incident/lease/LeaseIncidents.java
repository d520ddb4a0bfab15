package dev.plimsoll.cluster.incident.lease;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of leases and locks.
public final class LeaseIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M77",
              "cilium/cilium#42920",
              "an operator that has lost its lease hands out addresses while it shuts down",
              "no PodCIDR is given to two nodes",
              "the operator exits at once when it has lost its lease",
              OperatorActsPastItsLease::new),
          new Incident(
              "M78",
              "kubernetes/client-go#448",
              "a candidate whose clock is ahead takes a lease that is being renewed for expired",
              "at most one process leads",
              "a candidate measures with its own clock, from when it saw the lease change",
              LeaseTakenByClockAhead::new),
          new Incident(
              "M79",
              "Jepsen: etcd 3.4.3",
              "a lock's lease ends while its holder pauses, and the holder overwrites an update",
              "an acknowledged update is not lost",
              "the store refuses a write unless the writer still has the lock",
              UpdateLostUnderLock::new));

  private LeaseIncidents() {}
}
