package dev.plimsoll.cluster.incident.cni;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.node.cni.CniModel;
import dev.plimsoll.cluster.node.cni.CniModel.Bug;
import java.util.List;

/// Incidents of plugins that give out addresses.
public final class CniIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M72",
              "Azure/azure-container-networking#885",
              "a DEL that comes late frees, by the name of the pod, the address of the next one",
              "an address belongs to at most one sandbox that runs",
              "DEL names the sandbox whose address is to be freed",
              fixed ->
                  new CniModel(
                      new CniModel.Bounds(2, 1, 3, 1, 1), fixed ? Bug.NONE : Bug.DEL_BY_POD)));

  private CniIncidents() {}
}
