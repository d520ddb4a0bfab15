package dev.plimsoll.cluster.incident.controller;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of controllers that do not know what they have done.
public final class ControllerIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M38",
              "kubernetes/kubernetes#129795",
              "expectations expire before the pods are seen, which are created again",
              "no more pods than replicas",
              "the controller also waits until its cache is as new as what it wrote",
              ExpectationsThatExpire::new),
          new Incident(
              "M39",
              "kubernetes/kubernetes#69376",
              "a ReplicaSet that is created again waits for pods of the one before",
              "the ReplicaSet gets its pod",
              "expectations go as soon as the ReplicaSet is seen to go",
              NewReplicaSetWaitsForOldPods::new),
          new Incident(
              "M40",
              "kubernetes-sigs/cluster-api#13649",
              "a controller creates a MachineSet again that its cache does not show yet",
              "one MachineSet for each template",
              "the controller asks the API server before it creates one",
              OneMachineSetTooMany::new));

  private ControllerIncidents() {}
}
