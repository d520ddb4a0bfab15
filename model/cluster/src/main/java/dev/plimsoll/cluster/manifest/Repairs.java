package dev.plimsoll.cluster.manifest;

import dev.plimsoll.cluster.controller.RollingUpdate;
import dev.plimsoll.cluster.manifest.Repair.Field;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.IntOrPercent;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.Toleration;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Changes of manifests that people make where a claim fails. Whether one helps is for a search of
/// the cluster after it to say.
final class Repairs {

  private static final String POD = "/spec/template/spec";
  private static final String CONSTRAINTS = POD + "/topologySpreadConstraints";

  private final ClusterSpec spec;
  private final Workload workload;
  private final List<Repair> repairs = new ArrayList<>();

  private Repairs(ClusterSpec spec, Workload workload) {
    this.spec = spec;
    this.workload = workload;
  }

  /// Changes that may help where a claim fails, in the order in which to try them.
  static List<Repair> of(ClusterSpec spec, Concern concern) {
    var repairs = new Repairs(spec, spec.workloads().get(concern.workload()));
    switch (concern.kind()) {
      case BOUND -> {
        repairs.restrainDescheduler();
        repairs.soften();
        repairs.dropSelector();
      }
      case SETTLED, RECOVERED -> {
        repairs.restrainDescheduler();
        repairs.tolerate();
        repairs.unpin();
        repairs.soften();
      }
      case SCALED -> {
        repairs.probe();
        repairs.limit();
        repairs.soften();
      }
      case KEPT -> repairs.leaveReplicas();
      case ROLLED_OUT -> {
        repairs.makeRoom();
        repairs.soften();
        repairs.dropSelector();
      }
      case DRAINED -> {
        repairs.loosenBudget();
        repairs.unpin();
      }
      case SERVING -> repairs.budget();
      case CONTAINED -> {
        repairs.unprivilege();
        repairs.dedicate();
      }
      case FITS, ROLLING -> {}
    }
    return repairs.repairs;
  }

  private void add(String change, String pointer, ClusterSpec after) {
    repairs.add(new Repair(change, Field.of(workload, pointer), after));
  }

  private void add(String change, String pointer, UnaryOperator<PodSpec> edit) {
    var template =
        new PodTemplate(workload.template().labels(), edit.apply(workload.template().spec()));
    add(change, pointer, replaced(workload.with(template)));
  }

  private ClusterSpec replaced(Workload other) {
    return spec.with(each -> each.equals(workload) ? other : each);
  }

  // ---- where pods may run

  private void soften() {
    var constraints = workload.template().spec().topologySpreadConstraints();
    for (var number = constraints.size() - 1; number >= 0; number--) {
      if (constraints.get(number).whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE) {
        var softer = new ArrayList<>(constraints);
        softer.set(number, soft(constraints.get(number)));
        add(
            "whenUnsatisfiable: ScheduleAnyway",
            CONSTRAINTS + "/" + number + "/whenUnsatisfiable",
            pod -> pod.spreadBy(softer));
      }
    }
    if (!workload.template().spec().podAntiAffinity().required().isEmpty()) {
      add(
          "preferredDuringSchedulingIgnoredDuringExecution in place of required...",
          POD + "/affinity/podAntiAffinity",
          pod ->
              pod.apartFrom(
                  new PodAffinity(
                      List.of(),
                      pod.podAntiAffinity().required().stream()
                          .map(term -> new PodAffinity.Preferred(100, term))
                          .toList())));
    }
  }

  private static TopologySpreadConstraint soft(TopologySpreadConstraint hard) {
    return new TopologySpreadConstraint(
        hard.maxSkew(),
        hard.topologyKey(),
        WhenUnsatisfiable.SCHEDULE_ANYWAY,
        hard.labelSelector(),
        hard.matchLabelKeys());
  }

  private void dropSelector() {
    if (!workload.template().spec().nodeSelector().isEmpty()) {
      add("no nodeSelector", POD + "/nodeSelector", pod -> pod.selecting(new TreeMap<>()));
    }
  }

  private void unpin() {
    if (workload.template().spec().nodeName().isPresent()) {
      add("no nodeName: leave it to the scheduler", POD + "/nodeName", PodSpec::onAnyNode);
    }
  }

  private void tolerate() {
    spec.nodes().stream()
        .flatMap(node -> node.taints().stream())
        .filter(taint -> taint.effect() == Taint.Effect.NO_EXECUTE)
        .distinct()
        .forEach(
            taint ->
                add(
                    "a toleration of %s:%s".formatted(taint.key(), taint.effect()),
                    POD + "/tolerations",
                    pod -> pod.tolerating(and(pod.tolerations(), taint))));
  }

  private static List<Toleration> and(List<Toleration> tolerations, Taint taint) {
    var more = new ArrayList<>(tolerations);
    more.add(
        new Toleration(
            taint.key(),
            Toleration.Operator.EXISTS,
            "",
            Optional.of(taint.effect()),
            OptionalLong.empty()));
    return more;
  }

  private void dedicate() {
    var node = spec.nodes().getFirst().metadata();
    var hostname = node.labels().get("kubernetes.io/hostname");
    if (hostname != null) {
      add(
          "a nodeSelector, so that it runs on a node of its own",
          POD + "/nodeSelector",
          pod -> {
            var labels = new TreeMap<>(pod.nodeSelector());
            labels.put("kubernetes.io/hostname", hostname);
            return pod.selecting(labels);
          });
    }
  }

  private void unprivilege() {
    add("privileged: false", POD + "/containers", PodSpec::unprivileged);
  }

  // ---- what a descheduler does

  private void restrainDescheduler() {
    for (var profile : spec.descheduler()) {
      if (!profile.nodeFit()) {
        deschedule(profile, "nodeFit: true", each -> withNodeFit(each));
      }
      if (profile.constraints().contains(WhenUnsatisfiable.SCHEDULE_ANYWAY)) {
        deschedule(
            profile,
            "constraints: [DoNotSchedule]",
            each -> withConstraints(each, Set.of(WhenUnsatisfiable.DO_NOT_SCHEDULE)));
      }
    }
  }

  private void deschedule(
      DeschedulerPolicy.Profile profile,
      String change,
      UnaryOperator<DeschedulerPolicy.Profile> edit) {
    repairs.add(
        new Repair(
            "profile %s: %s".formatted(profile.name(), change),
            new Field(
                "DeschedulerPolicy",
                DeschedulerPolicy.UNNAMED.namespace(),
                DeschedulerPolicy.UNNAMED.name(),
                "/profiles/%d/pluginConfig".formatted(spec.descheduler().indexOf(profile))),
            spec.withDescheduler(each -> each.equals(profile) ? edit.apply(each) : each)));
  }

  private static DeschedulerPolicy.Profile withNodeFit(DeschedulerPolicy.Profile profile) {
    return new DeschedulerPolicy.Profile(
        profile.name(),
        profile.deschedule(),
        profile.balance(),
        profile.constraints(),
        profile.includePreferNoSchedule(),
        true);
  }

  private static DeschedulerPolicy.Profile withConstraints(
      DeschedulerPolicy.Profile profile, Set<WhenUnsatisfiable> constraints) {
    return new DeschedulerPolicy.Profile(
        profile.name(),
        profile.deschedule(),
        profile.balance(),
        constraints,
        profile.includePreferNoSchedule(),
        profile.nodeFit());
  }

  // ---- how many there are

  private void probe() {
    add(
        "a startupProbe or readinessProbe, so that start-up does not count",
        POD + "/containers",
        PodSpec::probed);
  }

  private void limit() {
    workload
        .template()
        .spec()
        .requests()
        .cpuMilli()
        .ifPresent(
            request ->
                add(
                    "limits.cpu: %dm, as much as is requested".formatted(request),
                    POD + "/containers",
                    pod ->
                        pod.limitedTo(
                            new ResourceAmounts(
                                OptionalLong.of(request),
                                pod.limits().memoryBytes(),
                                pod.limits().pods()))));
  }

  private void leaveReplicas() {
    add(
        "no replicas: leave them to the autoscaler",
        "/spec/replicas",
        replaced(workload.naming(Optional.empty())));
    workload
        .autoscaler()
        .ifPresent(
            scaler ->
                add(
                    "replicas: as many as the autoscaler's minReplicas",
                    "/spec/replicas",
                    replaced(workload.naming(Optional.of(scaler.minReplicas())))));
  }

  private void budget() {
    var budget =
        new PodDisruptionBudget(
            ObjectMeta.of(workload.metadata().namespace(), workload.metadata().name()),
            LabelSelector.ofLabels(workload.template().labels()),
            Optional.empty(),
            Optional.of(IntOrPercent.of(1)));
    add(
        "a PodDisruptionBudget with maxUnavailable: 1 for its pods",
        "",
        replaced(workload.with(List.of(budget))));
  }

  /// Has an old pod go before there is room for a new one.
  private void makeRoom() {
    workload
        .rolling()
        .filter(rolling -> rolling.unavailable(workload.settled()) == 0)
        .ifPresent(
            rolling ->
                add(
                    "maxUnavailable: 1, so that an old pod makes room for a new one",
                    "/spec/strategy/rollingUpdate/maxUnavailable",
                    replaced(
                        workload.with(new RollingUpdate(rolling.maxSurge(), IntOrPercent.of(1))))));
  }

  private void loosenBudget() {
    for (var budget : workload.budgets()) {
      var looser =
          new PodDisruptionBudget(
              budget.metadata(),
              budget.selector(),
              Optional.empty(),
              Optional.of(IntOrPercent.of(1)));
      repairs.add(
          new Repair(
              "maxUnavailable: 1 in place of what it allows",
              new Field(
                  budget.kind(), budget.metadata().namespace(), budget.metadata().name(), "/spec"),
              spec.with(
                  each ->
                      each.with(
                          each.budgets().stream()
                              .map(other -> other.equals(budget) ? looser : other)
                              .toList()))));
    }
  }
}
