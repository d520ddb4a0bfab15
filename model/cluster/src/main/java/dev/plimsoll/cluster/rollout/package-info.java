/// The publishing flow, from `kubectl apply` to the rules on every node, and a rolling update.
///
/// {@link dev.plimsoll.cluster.rollout.RolloutModel} composes it of its controllers, the scheduler,
/// kubelets and proxies.
@NullMarked
package dev.plimsoll.cluster.rollout;

import org.jspecify.annotations.NullMarked;
