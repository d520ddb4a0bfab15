/// `kubectl proxy`, and the API server's subresource `proxy` of Services, pods and nodes.
///
/// kubectl listens on a local port, lets some requests through and sends them to the API server
/// with the user's credentials. The API server asks whether the user may, looks up where the object
/// is (`ResourceLocation`) and sends the request there itself, past kube-proxy; it keeps requests
/// from addresses that are the control plane's own. Start at [ApiProxyModel]; a [Request] passes
/// through its phases, and has a [Result].
///
/// Sources: kubectl v0.30 `pkg/proxy/proxy_server.go`; Kubernetes v1.30
/// `pkg/registry/core/service/storage/storage.go`, `pkg/registry/core/pod/strategy.go`,
/// `pkg/registry/core/node/strategy.go`, `pkg/proxy/util/utils.go` (`IsProxyableHostname`),
/// `staging/src/k8s.io/apimachinery/pkg/util/proxy/upgradeaware.go`.
@NullMarked
package dev.plimsoll.network.access.apiproxy;

import org.jspecify.annotations.NullMarked;
