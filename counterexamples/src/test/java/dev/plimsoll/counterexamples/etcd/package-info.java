/// A real etcd, under load and faults: docs/real-etcd.md.
///
/// {@link dev.plimsoll.counterexamples.etcd.RealEtcdIT} starts an {@link
/// dev.plimsoll.counterexamples.etcd.EtcdCluster}, lets {@link
/// dev.plimsoll.counterexamples.etcd.LoadClient}s and {@link
/// dev.plimsoll.counterexamples.etcd.WatchClient}s record what they are told while {@link
/// dev.plimsoll.counterexamples.etcd.Fault}s strike, and holds the {@link
/// dev.plimsoll.counterexamples.etcd.Recording} against the claims of the models.
@NullMarked
package dev.plimsoll.counterexamples.etcd;

import org.jspecify.annotations.NullMarked;
