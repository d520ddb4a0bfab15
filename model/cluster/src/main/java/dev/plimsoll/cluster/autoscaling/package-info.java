/// The HorizontalPodAutoscaler controller: windows, limits, and metrics that are late or missing.
///
/// {@link dev.plimsoll.cluster.autoscaling.HpaModel} has it with the pods that it scales. What it
/// computes is {@link dev.plimsoll.cluster.controller.ReplicaCalculator}.
///
/// Source: `pkg/controller/podautoscaler`, v1.30.
@NullMarked
package dev.plimsoll.cluster.autoscaling;

import org.jspecify.annotations.NullMarked;
