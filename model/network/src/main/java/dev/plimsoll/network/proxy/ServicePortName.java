package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.Protocol;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;

/// The name of one port of one Service, which is what kube-proxy makes chains for.
///
/// Follows pkg/proxy/types.go, `ServicePortName`, and pkg/proxy/iptables/proxier.go,
/// `portProtoHash`, v1.30.
///
/// @param namespace of the Service
/// @param name of the Service
/// @param port the port's name; empty for the unnamed one
/// @param protocol the port's transport
public record ServicePortName(String namespace, String name, String port, Protocol protocol)
    implements Comparable<ServicePortName> {

  private static final Comparator<ServicePortName> ORDER =
      Comparator.comparing(ServicePortName::toString).thenComparing(ServicePortName::protocol);

  private static final String CLUSTER_POLICY = "KUBE-SVC-";
  private static final String LOCAL_POLICY = "KUBE-SVL-";
  private static final String EXTERNAL = "KUBE-EXT-";
  private static final String FIREWALL = "KUBE-FW-";
  private static final String ENDPOINT = "KUBE-SEP-";
  private static final List<String> SERVICE_CHAINS =
      List.of(CLUSTER_POLICY, LOCAL_POLICY, EXTERNAL, FIREWALL, ENDPOINT);

  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /// How many letters of the hash a chain's name has.
  private static final int HASH_LENGTH = 16;

  /// Whether a chain is one of those made for a service port.
  static boolean isServiceChain(String chain) {
    return SERVICE_CHAINS.stream().anyMatch(chain::startsWith);
  }

  /// The Service, `namespace/name`.
  public String service() {
    return namespace + "/" + name;
  }

  /// The chain that balances over all endpoints.
  public String clusterPolicyChain() {
    return CLUSTER_POLICY + hash("");
  }

  /// The chain that balances over the node's own endpoints.
  public String localPolicyChain() {
    return LOCAL_POLICY + hash("");
  }

  /// The chain that packets from outside enter by.
  public String externalChain() {
    return EXTERNAL + hash("");
  }

  /// The chain that admits clients of a load balancer by their address.
  public String firewallChain() {
    return FIREWALL + hash("");
  }

  /// The chain that rewrites the destination to an endpoint.
  ///
  /// @param endpoint its address and port, `10.0.0.1:80`
  public String endpointChain(String endpoint) {
    return ENDPOINT + hash(endpoint);
  }

  /// Base 32 of the first 80 bits of SHA-256.
  private String hash(String endpoint) {
    var text = this + protocol.lowerCase() + endpoint;
    var digest = sha256(text.getBytes(StandardCharsets.UTF_8));
    var letters = new StringBuilder();
    for (var i = 0; i < HASH_LENGTH; i++) {
      var bit = i * 5;
      var pair = (digest[bit / 8] & 255) << 8 | (digest[bit / 8 + 1] & 255);
      letters.append(BASE_32.charAt(pair >>> (11 - bit % 8) & 31));
    }
    return letters.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(ServicePortName other) {
    return ORDER.compare(this, other);
  }

  /// `namespace/name:port`, or `namespace/name` for the unnamed port.
  @Override
  public String toString() {
    return service() + (port.isEmpty() ? "" : ":" + port);
  }
}
