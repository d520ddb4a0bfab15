package dev.plimsoll.cluster.loadbalancer;

import java.util.List;
import java.util.Optional;

/// The next call of a sync that is under way, which goes by a copy of the Service that was made
/// when it began.
sealed interface Sync {

  /// No sync is under way.
  record None() implements Sync {}

  /// The balancer of a Service is deleted that has gone, or was exchanged.
  ///
  /// @param successor the Service of its name, which is worked on then
  record DeleteOld(int uid, Optional<Service> successor) implements Sync {}

  /// The balancer is deleted.
  record Delete(Service service) implements Sync {}

  /// The finalizer is taken off.
  record RemoveFinalizer(Service service) implements Sync {}

  /// The finalizer is added.
  record AddFinalizer(Service service) implements Sync {}

  /// The nodes are read that the balancer is to lead to.
  record ReadNodes(Service service) implements Sync {}

  /// The balancer is created, or led to these nodes.
  record Ensure(Service service, List<Integer> nodes) implements Sync {}

  /// The address is written to the status.
  record SetStatus(Service service) implements Sync {}
}
