/// Evictions that a budget allows, and who keeps count.
///
/// {@link dev.plimsoll.cluster.disruption.DisruptionModel} drains nodes; {@link
/// dev.plimsoll.cluster.disruption.EvictionApi} grants or refuses what drains ask for, by the
/// status of a {@link dev.plimsoll.cluster.disruption.PodDisruptionBudget} that {@link
/// dev.plimsoll.cluster.disruption.DisruptionController} keeps.
///
/// Source: `pkg/controller/disruption/disruption.go` and
/// `pkg/registry/core/pod/storage/eviction.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.disruption;

import org.jspecify.annotations.NullMarked;
