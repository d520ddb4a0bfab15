package dev.plimsoll.network.access.apiproxy;

/// A mistake to seed into how requests are passed on.
public enum ProxyBug {
  /// As it should be.
  NONE,
  /// kubectl takes requests whatever their `Host`, as before kubernetes/kubernetes#9287.
  ACCEPTS_ANY_HOST,
  /// The API server asks whether the user may read the object, not its subresource `proxy`.
  ASKS_FOR_THE_OBJECT,
  /// A connection stays open after its backend has refused to upgrade it: CVE-2018-1002105.
  KEEPS_FAILED_UPGRADE,
  /// The API server follows where a backend redirects it: CVE-2020-8559.
  FOLLOWS_REDIRECTS,
  /// The name of a node is resolved once to be checked and again to be used, as in all versions:
  /// CVE-2020-8562.
  RESOLVES_TWICE,
  /// The address of a node is not checked for the kubelet's port: CVE-2022-3294.
  TRUSTS_KUBELET_ADDRESS,
  /// The addresses in Endpoints are not compared with those of pods.
  TRUSTS_ENDPOINTS,
  /// Endpoints count that are not ready.
  COUNTS_NOT_READY,
  /// The API server looks at one address of the Endpoints, and gives up if that is not valid.
  TRIES_ONE_ADDRESS,
  /// The API server waits for a valid address.
  WAITS_FOR_ENDPOINTS
}
