package dev.plimsoll.network.routes;

import java.util.List;

/// What `plimsoll routes` has to say.
///
/// @param dump the name of the dump
/// @param routes by service port, offer and client
/// @param findings what differs from what the Services ask for, the worst first
public record RoutesReport(String dump, List<ServiceRoute> routes, List<Finding> findings) {

  /// Copies the lists.
  public RoutesReport {
    routes = List.copyOf(routes);
    findings = List.copyOf(findings);
  }

  /// Whether every packet goes where it should.
  public boolean isAsAskedFor() {
    return findings.isEmpty();
  }
}
