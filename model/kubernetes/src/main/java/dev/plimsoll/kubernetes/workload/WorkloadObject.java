package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.KubernetesObject;

/// An object that the components of the control plane act on.
public sealed interface WorkloadObject extends KubernetesObject
    permits Node,
        Pod,
        Deployment,
        ReplicaSet,
        StatefulSet,
        DaemonSet,
        HorizontalPodAutoscaler,
        PodDisruptionBudget,
        DeschedulerPolicy {}
