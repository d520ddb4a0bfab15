package dev.plimsoll.network.dns;

import java.util.List;
import java.util.Optional;

/// What the labels left of the cluster's domain mean: CoreDNS, `plugin/kubernetes/parse.go`,
/// `parseRequest`. What is not named is empty.
///
/// @param kind `svc` or `pod`; empty for the domain itself
/// @param service of a Service, or of a pod
/// @param endpoint of the Service
/// @param port of the Service, by name
/// @param protocol of the port
record RecordRequest(
    String kind, String namespace, String service, String endpoint, String port, String protocol) {

  static final String SVC = "svc";
  static final String POD = "pod";

  private static final int MOST = 5;

  /// What they mean; empty where it is nothing.
  static Optional<RecordRequest> of(List<String> labels) {
    var reversed = labels.reversed();
    var kind = label(reversed, 0);
    if (labels.size() > MOST || !(labels.isEmpty() || kind.equals(SVC) || kind.equals(POD))) {
      return Optional.empty();
    }
    var hasPort = labels.size() == MOST;
    return Optional.of(
        new RecordRequest(
            labels.size() == 1 ? "" : kind,
            label(reversed, 1),
            label(reversed, 2),
            hasPort ? "" : label(reversed, 3),
            hasPort ? stripped(label(reversed, 4)) : "",
            hasPort ? stripped(label(reversed, 3)) : ""));
  }

  /// Why labels mean nothing.
  static Reason mistake(List<String> labels) {
    var kind = labels.getLast();
    return kind.equals(SVC) || kind.equals(POD) ? Reason.TOO_LONG : Reason.NEITHER_SVC_NOR_POD;
  }

  boolean isWholeService() {
    return endpoint.isEmpty() && port.isEmpty() && protocol.isEmpty();
  }

  /// Whether a port is meant; one that is not named is any.
  boolean means(String portName, String portProtocol) {
    return (port.isEmpty() || port.equalsIgnoreCase(portName))
        && (protocol.isEmpty() || protocol.equalsIgnoreCase(portProtocol));
  }

  private static String label(List<String> labels, int place) {
    return place < labels.size() ? labels.get(place) : "";
  }

  private static String stripped(String label) {
    return label.startsWith("_") ? label.substring(1) : label;
  }
}
