package dev.plimsoll.properties.proxy;

import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.proxy.ProxyConfig;
import java.util.Set;
import java.util.stream.Collectors;

/// What was recorded of one sync of the real kube-proxy.
interface ProxySync {

  /// What may go unrecorded.
  enum Unrecorded {
    /// Nothing.
    NOTHING,
    /// A sync.
    SYNC,
    /// A sync whose `iptables-restore` failed.
    FAILURE
  }

  /// The node and its proxy.
  ProxyConfig config();

  /// The Services and EndpointSlices that it knew.
  Manifests manifests();

  /// What it wrote for `iptables-restore`.
  String restore();

  /// What the tables then held, in kube-proxy's spelling.
  String save();

  /// What the proxy did with the same objects before it, and nobody recorded.
  default Unrecorded unrecorded() {
    return Unrecorded.NOTHING;
  }

  /// The chains of the nat table afterwards.
  default Set<String> natChains() {
    return WrittenChains.parse(save()).chains().keySet().stream()
        .filter(chain -> chain.startsWith("nat "))
        .map(chain -> chain.substring(4))
        .collect(Collectors.toSet());
  }
}
