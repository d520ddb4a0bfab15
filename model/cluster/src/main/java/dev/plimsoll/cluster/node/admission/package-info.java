/// Which pods a kubelet takes up that are bound to its node, and whom it gives up for them.
///
/// Start with {@link dev.plimsoll.cluster.node.admission.PodAdmissionModel}.
///
/// Source: `pkg/kubelet/kubelet.go`, `lifecycle/predicate.go`, `preemption/preemption.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node.admission;

import org.jspecify.annotations.NullMarked;
