package dev.plimsoll.cluster.lease;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Optional;

/// A lease (`coordination.k8s.io`).
///
/// @param holder `spec.holderIdentity`
/// @param renewTime `spec.renewTime`, by the holder's clock
/// @param transitions `spec.leaseTransitions`
public record Lease(Meta meta, Optional<Integer> holder, int renewTime, int transitions)
    implements ApiObject<Lease> {

  /// A lease that nobody has held.
  public static final Lease FREE = new Lease(Meta.NEW, Optional.empty(), 0, 0);

  @Override
  public Lease with(Meta newMeta) {
    return new Lease(newMeta, holder, renewTime, transitions);
  }

  /// The same, acquired or renewed.
  Lease renewedBy(int newHolder, int time) {
    var changes = isHeldBy(newHolder) ? transitions : transitions + 1;
    return new Lease(meta, Optional.of(newHolder), time, changes);
  }

  /// The same, given back.
  Lease released(int time) {
    return new Lease(meta, Optional.empty(), time, transitions);
  }

  /// The same with another number of transitions.
  public Lease withTransitions(int number) {
    return new Lease(meta, holder, renewTime, number);
  }

  /// Whether it is the candidate's.
  public boolean isHeldBy(int identity) {
    return holder.isPresent() && holder.get() == identity;
  }
}
