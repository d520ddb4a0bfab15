package dev.plimsoll.cluster.manifest;

import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import java.util.List;
import java.util.Optional;

/// Pods of one template and what keeps them.
///
/// @param kind of the object that asks for them, such as `Deployment`
/// @param isKept whether a controller makes those that are missing
/// @param replicas how many are asked for
/// @param named how many the manifest names, if it does
/// @param autoscaler what scales them
/// @param budgets how many of them may be evicted
/// @param rolling how pods of another template are rolled out; empty with `Recreate`, and where
///     only Deployments could say
public record Workload(
    String kind,
    ObjectMeta metadata,
    boolean isKept,
    int replicas,
    Optional<Integer> named,
    PodTemplate template,
    Optional<HorizontalPodAutoscaler> autoscaler,
    List<PodDisruptionBudget> budgets,
    Optional<RollingUpdate> rolling) {

  public Workload {
    budgets = List.copyOf(budgets);
  }

  /// How it is called: by its name, after its kind if that is not Deployment, and after its
  /// namespace if that is not `default`. No two are called alike.
  public String name() {
    return name(kind, metadata);
  }

  /// How an object is called.
  public static String name(String kind, ObjectMeta metadata) {
    var name = metadata.namespace().equals("default") ? metadata.name() : metadata.namespacedName();
    return kind.equals("Deployment") ? name : kind + " " + name;
  }

  /// The most pods that are asked for at a time.
  public int most() {
    return Math.max(replicas, autoscaler.map(HorizontalPodAutoscaler::maxReplicas).orElse(0));
  }

  /// How many are asked for when all has settled.
  public int settled() {
    return autoscaler
        .map(each -> Math.clamp(replicas, each.minReplicas(), each.maxReplicas()))
        .orElse(replicas);
  }

  /// Whether another template can be rolled out.
  boolean rollsOut() {
    return kind.equals("Deployment") && settled() > 0;
  }

  /// Whether there is load that needs more pods.
  boolean canGrow() {
    return autoscaler.filter(each -> each.maxReplicas() > settled()).isPresent();
  }

  /// The same where no number is larger.
  Workload cappedAt(int cap) {
    return new Workload(
        kind,
        metadata,
        isKept,
        Math.min(replicas, cap),
        named.map(number -> Math.min(number, cap)),
        template,
        autoscaler.map(each -> capped(each, cap)),
        budgets,
        rolling);
  }

  private static HorizontalPodAutoscaler capped(HorizontalPodAutoscaler scaler, int cap) {
    return new HorizontalPodAutoscaler(
        scaler.metadata(),
        scaler.target(),
        Math.min(scaler.minReplicas(), cap),
        Math.min(scaler.maxReplicas(), cap),
        scaler.cpuUtilization());
  }

  /// The same with another template.
  public Workload with(PodTemplate other) {
    return new Workload(
        kind, metadata, isKept, replicas, named, other, autoscaler, budgets, rolling);
  }

  /// The same with another number of replicas in the manifest.
  public Workload naming(Optional<Integer> number) {
    return new Workload(
        kind,
        metadata,
        isKept,
        number.orElse(replicas),
        number,
        template,
        autoscaler,
        budgets,
        rolling);
  }

  /// The same rolled out in another way.
  public Workload with(RollingUpdate other) {
    return new Workload(
        kind, metadata, isKept, replicas, named, template, autoscaler, budgets, Optional.of(other));
  }

  /// The same with other budgets.
  public Workload with(List<PodDisruptionBudget> others) {
    return new Workload(
        kind, metadata, isKept, replicas, named, template, autoscaler, others, rolling);
  }
}
