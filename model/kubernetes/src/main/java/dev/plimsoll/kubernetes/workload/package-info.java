/// What runs in a cluster and what is said of it, as immutable values.
///
/// Start at [WorkloadObject], the sealed interface over these kinds: a [Node] offers
/// [ResourceAmounts] and repels by [Taint]s; a [Pod], or a [PodTemplate] that a [Deployment],
/// [ReplicaSet], [StatefulSet] or [DaemonSet] makes pods of, asks by its [PodSpec]; a
/// [HorizontalPodAutoscaler] says how many, a [PodDisruptionBudget] how few, a [DeschedulerPolicy]
/// which to move. What the API server fills in is filled in here, and constructors refuse what it
/// refuses. Fields that no model reads are left out until one does.
///
/// Sources: Kubernetes v1.30, `k8s.io/api` core/v1, apps/v1, autoscaling/v2 and policy/v1, with
/// `pkg/apis/*/v1/defaults.go` and `pkg/apis/*/validation`; kubernetes-sigs/descheduler v0.30.
@NullMarked
package dev.plimsoll.kubernetes.workload;

import org.jspecify.annotations.NullMarked;
