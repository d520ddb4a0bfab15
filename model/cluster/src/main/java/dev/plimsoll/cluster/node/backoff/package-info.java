/// How long a kubelet waits before it starts a container again that crashes.
///
/// Start with {@link dev.plimsoll.cluster.node.backoff.CrashLoopModel}.
///
/// Source: client-go `util/flowcontrol/backoff.go`, v0.30.
@NullMarked
package dev.plimsoll.cluster.node.backoff;

import org.jspecify.annotations.NullMarked;
