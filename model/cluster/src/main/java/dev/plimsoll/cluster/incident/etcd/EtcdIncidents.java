package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;
import java.util.stream.Stream;

/// Incidents of etcd.
public final class EtcdIncidents {

  /// Those that are numbered among the incidents of components that read the past.
  public static final List<Incident> STALE =
      Stream.of(ReadIncidents.OF_THE_PAST, StoreIncidents.OF_THE_PAST)
          .flatMap(List::stream)
          .toList();

  /// Those that are numbered among the incidents of watches that miss something.
  public static final List<Incident> MISSED = WatchIncidents.MISSED;

  /// All others.
  public static final List<Incident> ALL =
      Stream.of(
              StoreIncidents.ALL,
              WatchIncidents.ALL,
              LeaseIncidents.ALL,
              RaftIncidents.ALL,
              ElectionIncidents.ALL,
              ReadIncidents.ALL,
              FlowIncidents.ALL,
              AuthIncidents.ALL,
              UpgradeIncidents.ALL)
          .flatMap(List::stream)
          .toList();

  private EtcdIncidents() {}
}
