package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;
import java.util.stream.Stream;

/// Incidents of etcd.
public final class EtcdIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      Stream.of(StoreIncidents.ALL, WatchIncidents.ALL, LeaseIncidents.ALL)
          .flatMap(List::stream)
          .toList();

  private EtcdIncidents() {}
}
