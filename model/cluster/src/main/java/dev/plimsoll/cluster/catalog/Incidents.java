package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.access.AccessIncidents;
import dev.plimsoll.cluster.incident.cni.CniIncidents;
import dev.plimsoll.cluster.incident.controller.ControllerIncidents;
import dev.plimsoll.cluster.incident.crash.CrashIncidents;
import dev.plimsoll.cluster.incident.endpoints.EndpointsIncidents;
import dev.plimsoll.cluster.incident.etcd.EtcdIncidents;
import dev.plimsoll.cluster.incident.gc.GcIncidents;
import dev.plimsoll.cluster.incident.ingress.IngressIncidents;
import dev.plimsoll.cluster.incident.lease.LeaseIncidents;
import dev.plimsoll.cluster.incident.missed.MissedIncidents;
import dev.plimsoll.cluster.incident.node.NodeIncidents;
import dev.plimsoll.cluster.incident.oscillate.OscillateIncidents;
import dev.plimsoll.cluster.incident.proxy.ProxyIncidents;
import dev.plimsoll.cluster.incident.sched.SchedIncidents;
import dev.plimsoll.cluster.incident.stale.StaleIncidents;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The incidents, as users find them.
public final class Incidents implements Models {

  private static final SequencedMap<String, List<Incident>> BY_GROUP = new LinkedHashMap<>();

  static {
    BY_GROUP.put("stale", both(StaleIncidents.ALL, EtcdIncidents.STALE));
    BY_GROUP.put("crash", CrashIncidents.ALL);
    BY_GROUP.put("missed", both(MissedIncidents.ALL, EtcdIncidents.MISSED));
    BY_GROUP.put("oscillate", OscillateIncidents.ALL);
    BY_GROUP.put("controller", ControllerIncidents.ALL);
    BY_GROUP.put("gc", GcIncidents.ALL);
    BY_GROUP.put("sched", SchedIncidents.ALL);
    BY_GROUP.put("node", NodeIncidents.ALL);
    BY_GROUP.put("lease", LeaseIncidents.ALL);
    BY_GROUP.put("proxy", ProxyIncidents.ALL);
    BY_GROUP.put("dns", ProxyIncidents.OF_DNS);
    BY_GROUP.put("etcd", EtcdIncidents.ALL);
    BY_GROUP.put("endpoints", EndpointsIncidents.ALL);
    BY_GROUP.put("cni", CniIncidents.ALL);
    BY_GROUP.put("ingress", IngressIncidents.ALL);
    BY_GROUP.put("access", AccessIncidents.ALL);
  }

  /// All, by the name of their group: what kind of thing went wrong, or in which part.
  public static SequencedMap<String, List<Incident>> byGroup() {
    return Collections.unmodifiableSequencedMap(BY_GROUP);
  }

  private static List<Incident> both(List<Incident> some, List<Incident> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  @Override
  public List<ModelDefinition> definitions() {
    return BY_GROUP.values().stream().flatMap(List::stream).map(Incident::definition).toList();
  }
}
