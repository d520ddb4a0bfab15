package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.network.proxy.Release.Version;
import dev.plimsoll.network.proxy.sync.ProxySyncModel;
import dev.plimsoll.network.proxy.sync.SyncBug;
import java.util.List;

/// Incidents of syncs: tables that are not what they should be, and connections that outlive them.
final class SyncIncidents {

  private static final String SYNCED = "once quiet, the rules are those of a full sync";
  private static final String SERVED = "once quiet, the client is served where that is possible";
  private static final ProxySyncModel.Budget ONE_OF_EACH = new ProxySyncModel.Budget(2, 1, 1, 1);

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "M56",
              "kubernetes/kubernetes#19029, #59368, #66651",
              "a client that keeps sending from one port is sent to an endpoint that is gone",
              SERVED,
              "a sync deletes the UDP connections of endpoints that are gone",
              fixed -> client(fixed, SyncBug.NO_CLEANUP)),
          new Incident(
              "M57",
              "kubernetes/kubernetes#48370",
              "a connection from before a Service had an endpoint goes nowhere for ever",
              SERVED,
              "a sync deletes the UDP connections to a Service that gets its first endpoint",
              fixed -> client(fixed, SyncBug.NO_CLEANUP_OF_WHAT_WENT_NOWHERE)),
          new Incident(
              "M59",
              "kubernetes/kubernetes#125467, #126130",
              "connections are stale for ever if kube-proxy was not there when their endpoints"
                  + " went",
              SERVED,
              "each sync looks at all UDP connections, not at those of what it saw change",
              fixed ->
                  new ProxySyncModel(
                      ONE_OF_EACH, fixed ? Version.V1_32 : Version.V1_30, true, SyncBug.NONE)),
          new Incident(
              "M61",
              "kubernetes/kubernetes#121362, PR#122048; KEP-3453",
              "what a failed partial sync should have written is never written",
              SYNCED,
              "after a failure all is written",
              fixed -> rules(fixed, SyncBug.PARTIAL_RETRY)),
          new Incident(
              "M64",
              "kubernetes/kubernetes#36652",
              "one Service whose rules are refused keeps all others from being updated",
              SYNCED,
              "nothing is written that iptables-restore refuses",
              fixed -> rules(fixed, SyncBug.REFUSED_ENTRY)));

  private SyncIncidents() {}

  private static Model client(boolean fixed, SyncBug bug) {
    return new ProxySyncModel(ONE_OF_EACH, Version.V1_32, true, fixed ? SyncBug.NONE : bug);
  }

  private static Model rules(boolean fixed, SyncBug bug) {
    return new ProxySyncModel(ONE_OF_EACH, Version.V1_32, false, fixed ? SyncBug.NONE : bug);
  }
}
