/// The control plane: API servers, the components that talk to them, and what can go wrong between
/// them.
///
/// A component compares what is asked for with what it believes there is, and what it believes
/// comes from watches that may lag. {@link dev.plimsoll.cluster.ClusterModel} is what models are
/// put together with: objects in the {@link dev.plimsoll.cluster.apiserver}, components as {@link
/// dev.plimsoll.cluster.client}s of it, faults. What the components do is in {@link
/// dev.plimsoll.cluster.controller}, {@link dev.plimsoll.cluster.scheduler}, {@link
/// dev.plimsoll.cluster.node} and so on; {@link dev.plimsoll.cluster.rollout} composes them, {@link
/// dev.plimsoll.cluster.incident} shows how they fail; {@link dev.plimsoll.cluster.catalog} lists
/// the models for the command line.
@NullMarked
package dev.plimsoll.cluster;

import org.jspecify.annotations.NullMarked;
