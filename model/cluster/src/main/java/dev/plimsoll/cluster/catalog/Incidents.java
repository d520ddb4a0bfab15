package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.controller.ControllerIncidents;
import dev.plimsoll.cluster.incident.crash.CrashIncidents;
import dev.plimsoll.cluster.incident.etcd.EtcdIncidents;
import dev.plimsoll.cluster.incident.gc.GcIncidents;
import dev.plimsoll.cluster.incident.lease.LeaseIncidents;
import dev.plimsoll.cluster.incident.missed.MissedIncidents;
import dev.plimsoll.cluster.incident.node.NodeIncidents;
import dev.plimsoll.cluster.incident.oscillate.OscillateIncidents;
import dev.plimsoll.cluster.incident.sched.SchedIncidents;
import dev.plimsoll.cluster.incident.stale.StaleIncidents;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The incidents of the control plane, as users find them.
public final class Incidents implements Models {

  /// All, by number.
  static List<Incident> all() {
    return Stream.of(
            StaleIncidents.ALL,
            CrashIncidents.ALL,
            MissedIncidents.ALL,
            OscillateIncidents.ALL,
            ControllerIncidents.ALL,
            GcIncidents.ALL,
            SchedIncidents.ALL,
            NodeIncidents.ALL,
            LeaseIncidents.ALL,
            EtcdIncidents.ALL)
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Incident::id))
        .toList();
  }

  @Override
  public List<ModelDefinition> definitions() {
    return all().stream().map(Incident::definition).toList();
  }
}
