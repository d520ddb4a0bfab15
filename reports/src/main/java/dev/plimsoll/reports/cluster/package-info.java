/// A user's manifests checked: {@link dev.plimsoll.reports.cluster.ClusterCheck} goes up from one
/// node to the size that they ask for, one circumstance at a time, and tries repairs where a claim
/// fails.
///
/// {@link dev.plimsoll.reports.cluster.ManifestFiles} reads the files; the models are those of
/// {@link dev.plimsoll.cluster.manifest.ManifestModel}.
@NullMarked
package dev.plimsoll.reports.cluster;

import org.jspecify.annotations.NullMarked;
