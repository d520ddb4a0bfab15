package dev.plimsoll.cluster.manifest;

import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.kubernetes.workload.DaemonSet;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import dev.plimsoll.kubernetes.workload.ReplicaSet;
import dev.plimsoll.kubernetes.workload.StatefulSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes a cluster of what manifests describe.
public final class SpecReader {

  /// How many nodes there are if nobody says.
  public static final int DEFAULT_NODES = 3;

  private final Manifests manifests;
  private final List<String> notes = new ArrayList<>();

  private SpecReader(Manifests manifests) {
    this.manifests = manifests;
  }

  /// A cluster, and what was assumed to make it.
  ///
  /// @param notes for the user, each with a place where there is one
  public record Reading(ClusterSpec spec, List<String> notes) {
    public Reading {
      notes = List.copyOf(notes);
    }
  }

  /// Makes a cluster.
  ///
  /// @param nodes how many it is to have; those of the manifests are repeated where they are fewer
  /// @throws ManifestException if a pod names a node that is not there, or an object is there twice
  /// @throws IllegalArgumentException if there is nothing to be run
  public static Reading read(Manifests manifests, OptionalInt nodes) {
    return new SpecReader(manifests).read(nodes);
  }

  private Reading read(OptionalInt count) {
    requireOnce();
    var workloads = workloads();
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to be run in the manifests: expected a Deployment, ReplicaSet,"
              + " StatefulSet or Pod");
    }
    var nodes = Nodes.of(manifests.ofType(Node.class), count, workloads, notes);
    requireNamedNodes(workloads, nodes);
    var policies = manifests.ofType(DeschedulerPolicy.class);
    return new Reading(
        new ClusterSpec(
            nodes.stream().map(this::withoutDaemons).toList(),
            workloads,
            policies.stream().flatMap(policy -> policy.profiles().stream()).toList()),
        notes);
  }

  // ---- workloads

  private List<Workload> workloads() {
    var workloads = new ArrayList<Workload>();
    for (var located : manifests.objects()) {
      workload(located).ifPresent(workloads::add);
    }
    manifests.ofType(HorizontalPodAutoscaler.class).stream()
        .filter(scaler -> workloads.stream().noneMatch(each -> isTarget(scaler, each)))
        .forEach(
            scaler ->
                note(
                    scaler.metadata(),
                    scaler.kind(),
                    "scales %s %s, which is not in the manifests"
                        .formatted(scaler.target().kind(), scaler.target().name())));
    manifests.ofType(PodDisruptionBudget.class).stream()
        .filter(budget -> workloads.stream().noneMatch(each -> each.budgets().contains(budget)))
        .forEach(
            budget -> note(budget.metadata(), budget.kind(), "selects no pods of the manifests"));
    return workloads;
  }

  private void requireOnce() {
    var places = new HashMap<String, SourceLine>();
    for (var located : manifests.objects()) {
      var object = located.object();
      var name = "%s %s".formatted(object.kind(), object.metadata().namespacedName());
      var before = places.putIfAbsent(name, located.place());
      if (before != null) {
        throw new ManifestException(
            located.place(),
            "expected each object once, found %s again, which is at %s".formatted(name, before));
      }
    }
  }

  private void note(ObjectMeta metadata, String kind, String text) {
    var place = manifests.place(kind, metadata.namespace(), metadata.name());
    notes.add(
        place.map(each -> each + ": ").orElse("") + kind + " " + metadata.name() + " " + text);
  }

  private Optional<Workload> workload(Located located) {
    return switch (located.object()) {
      case Deployment it ->
          Optional.of(
              workload(
                  it.kind(),
                  it.metadata(),
                  it.replicas().orElse(Deployment.DEFAULT_REPLICAS),
                  it.lastApplied().map(Deployment.LastApplied::replicas).orElse(it.replicas()),
                  it.template(),
                  rolling(it)));
      case StatefulSet it ->
          Optional.of(steady(it.kind(), it.metadata(), it.replicas(), it.template()));
      case ReplicaSet it when it.owner().isEmpty() ->
          Optional.of(steady(it.kind(), it.metadata(), it.replicas(), it.template()));
      case Pod it when it.owner().isEmpty() && !isOver(it) -> Optional.of(pod(it));
      default -> Optional.empty();
    };
  }

  /// A workload that is not rolled over, and names its replicas itself.
  private Workload steady(String kind, ObjectMeta metadata, int replicas, PodTemplate template) {
    return workload(kind, metadata, replicas, Optional.of(replicas), template, Optional.empty());
  }

  private Workload workload(
      String kind,
      ObjectMeta metadata,
      int replicas,
      Optional<Integer> named,
      PodTemplate template,
      Optional<RollingUpdate> rolling) {
    var bare =
        new Workload(
            kind, metadata, true, replicas, named, template, Optional.empty(), List.of(), rolling);
    return new Workload(
        kind,
        metadata,
        true,
        replicas,
        named,
        template,
        manifests.ofType(HorizontalPodAutoscaler.class).stream()
            .filter(scaler -> isTarget(scaler, bare))
            .findFirst(),
        budgets(metadata, template),
        rolling);
  }

  private Workload pod(Pod pod) {
    var template = new PodTemplate(pod.metadata().labels(), pod.spec());
    return new Workload(
        pod.kind(),
        pod.metadata(),
        false,
        1,
        Optional.empty(),
        template,
        Optional.empty(),
        budgets(pod.metadata(), template),
        Optional.empty());
  }

  private static Optional<RollingUpdate> rolling(Deployment deployment) {
    return deployment.strategy() == Deployment.Strategy.ROLLING_UPDATE
        ? Optional.of(new RollingUpdate(deployment.maxSurge(), deployment.maxUnavailable()))
        : Optional.empty();
  }

  private static boolean isOver(Pod pod) {
    return pod.phase()
        .filter(phase -> phase == Pod.Phase.SUCCEEDED || phase == Pod.Phase.FAILED)
        .isPresent();
  }

  private static boolean isTarget(HorizontalPodAutoscaler scaler, Workload workload) {
    return scaler.metadata().namespace().equals(workload.metadata().namespace())
        && scaler.target().kind().equals(workload.kind())
        && scaler.target().name().equals(workload.metadata().name());
  }

  private List<PodDisruptionBudget> budgets(ObjectMeta metadata, PodTemplate template) {
    return manifests.ofType(PodDisruptionBudget.class).stream()
        .filter(budget -> budget.metadata().namespace().equals(metadata.namespace()))
        .filter(budget -> budget.selector().matches(template.labels()))
        .toList();
  }

  // ---- nodes

  private void requireNamedNodes(List<Workload> workloads, List<Node> nodes) {
    for (var workload : workloads) {
      var name = workload.template().spec().nodeName();
      if (name.isPresent()
          && nodes.stream().noneMatch(node -> node.metadata().name().equals(name.get()))) {
        throw new ManifestException(
            manifests
                .place(workload.kind(), workload.metadata().namespace(), workload.metadata().name())
                .orElseThrow(),
            "expected the name of a Node of the manifests as nodeName, found \"%s\""
                .formatted(name.get()));
      }
    }
  }

  /// A node without the room that its daemons take.
  private Node withoutDaemons(Node node) {
    var left = node;
    for (var daemons : manifests.ofType(DaemonSet.class)) {
      if (Nodes.admits(left, daemons.template().spec())) {
        left = Nodes.without(left, daemons.template().spec().requests());
      }
    }
    return left;
  }
}
