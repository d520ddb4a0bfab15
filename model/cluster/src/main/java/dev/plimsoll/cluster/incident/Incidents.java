package dev.plimsoll.cluster.incident;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.cluster.incident.lease.LeaseIncidents;
import dev.plimsoll.cluster.incident.node.NodeIncidents;
import dev.plimsoll.cluster.incident.sched.SchedIncidents;
import dev.plimsoll.cluster.incident.stale.StaleIncidents;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The incidents of the control plane, as users find them.
public final class Incidents implements Models {

  /// All, by number.
  static List<Incident> all() {
    return Stream.of(StaleIncidents.ALL, LeaseIncidents.ALL, NodeIncidents.ALL, SchedIncidents.ALL)
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Incident::id))
        .toList();
  }

  @Override
  public List<ModelDefinition> definitions() {
    return all().stream().map(Incident::definition).toList();
  }
}
