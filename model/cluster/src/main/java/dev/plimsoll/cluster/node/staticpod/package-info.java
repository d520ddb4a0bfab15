/// Static pods: a kubelet runs what manifests on its node say, and mirrors it at the API server.
///
/// Start with {@link dev.plimsoll.cluster.node.staticpod.StaticPodModel}.
///
/// Source: `pkg/kubelet/pod_workers.go`, `kubelet_pods.go`, `pod/mirror_client.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node.staticpod;

import org.jspecify.annotations.NullMarked;
