package dev.plimsoll.cluster.incident.gc;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of deletion.
public final class GcIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M51",
              "kubernetes/kubernetes#65200",
              "the garbage collector looks for an owner in the wrong namespace, and misses it",
              "no child goes while its owner is there",
              "the garbage collector keeps in mind where an owner is absent, not only its uid",
              ChildOfALivingOwner::new),
          new Incident(
              "M53",
              "kubernetes/kubernetes#77081",
              "an object that is deleted in the foreground twice never goes",
              "what is being deleted goes",
              "the garbage collector also looks for its finalizer coming back",
              DeletedTwiceAndNeverGone::new),
          new Incident(
              "M54",
              "kubernetes/kubernetes#110521",
              "an object to which a finalizer was added is deleted without it being taken off",
              "a load balancer belongs to a service",
              "the API server deletes an object only if it is still as it was looked up",
              DeletedThoughItHasAFinalizer::new));

  private GcIncidents() {}
}
