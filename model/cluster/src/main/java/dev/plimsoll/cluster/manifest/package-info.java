/// A user's cluster: from manifests to a model whose claims say what can go wrong.
///
/// {@link dev.plimsoll.cluster.manifest.ClusterSpec} is what the manifests describe, scaled up and
/// down by {@link dev.plimsoll.cluster.manifest.Scale}; {@link
/// dev.plimsoll.cluster.manifest.ManifestModel} is the model of it under one {@link
/// dev.plimsoll.cluster.manifest.Circumstance}.
@NullMarked
package dev.plimsoll.cluster.manifest;

import org.jspecify.annotations.NullMarked;
