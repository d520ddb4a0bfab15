package dev.plimsoll.reports.cli;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Manifests of cases that went wrong: the eight of Kivi (USENIX ATC 2024), and rollouts that never
/// end; each as it was and repaired.
enum ManifestCases {
  /// Start-up takes CPU, which an autoscaler takes for load.
  C1("load", "never more replicas than the load has needed") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment("replicas: 1", "", CPU, isFixed ? PROBE : "") + autoscaler(1, 10);
    }
  },
  /// A manifest names replicas that an autoscaler keeps.
  C2("apply", "as many pods serve as the autoscaler's least") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment(isFixed ? "" : "replicas: 1", "", CPU, PROBE) + autoscaler(3, 5);
    }
  },
  /// Two constraints on the spread of pods cannot both be met by one more.
  C3("load", "again and again all pods are bound") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      var least = nodes > 3 ? 3 : 5;
      return deployment(
              "replicas: " + least,
              SPREADS
                  + spread("kubernetes.io/hostname", isFixed ? SOFT : HARD)
                  + spread("topology.kubernetes.io/zone", HARD),
              CPU,
              PROBE)
          + autoscaler(least, least + 1)
          + nodes(
              nodes, number -> "    topology.kubernetes.io/zone: " + (number < nodes ? "a" : "b"));
    }
  },
  /// A workload takes down node after node.
  C4("panic", "it does not take down more than half of the nodes") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment("replicas: 1", "", isFixed ? "" : PRIVILEGED, "");
    }
  },
  /// A descheduler evicts duplicates that fit nowhere else.
  C5("create", "in the end nobody moves pods any more") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment("replicas: 2", "", CPU, "")
          + descheduler("RemoveDuplicates", "{}")
          + node("big", "", 4)
          + IntStream.range(1, nodes)
              .mapToObj(number -> node("small-" + number, "", isFixed ? 4 : 1) + filler(number))
              .collect(Collectors.joining())
          + (isFixed ? BUDGET : "");
    }
  },
  /// Nodes are drained one after another.
  C6("drain", "serve while nodes are drained") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment("replicas: " + nodes, "", "", "") + (isFixed ? BUDGET : "");
    }
  },
  /// Pods that name their node, which has a taint.
  C7("create", "in the end nobody moves pods any more") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment("replicas: 1", isFixed ? "" : "      nodeName: tainted\n", "", "")
          + node("tainted", "", 4)
          + "spec:\n  taints:\n    - {key: maintenance, effect: NoExecute}\n"
          + nodes(nodes - 1, number -> "");
    }
  },
  /// A descheduler heeds a wish that weighs no more than another.
  C8("create", "in the end nobody moves pods any more") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment(
              "replicas: 3", PREFERS + SPREADS + spread("kubernetes.io/hostname", SOFT), "", "")
          + descheduler(
              "RemovePodsViolatingTopologySpreadConstraint",
              isFixed ? "{constraints: [DoNotSchedule]}" : "{constraints: [ScheduleAnyway]}")
          + nodes(nodes, number -> number == 1 ? "    disk: fast" : "")
          + (isFixed ? BUDGET : "");
    }
  },
  /// No two pods may share a node, and there is none left for one more.
  R1("rollout", "in the end all pods are of the template that was applied") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment(rolling(nodes, isFixed ? 1 : 0), APART, "", "")
          + nodes(nodes, number -> "");
    }
  },
  /// Nodes are full, and there is no room for one pod more.
  R2("rollout", "in the end all pods are of the template that was applied") {
    @Override
    String manifests(int nodes, boolean isFixed) {
      return deployment(rolling(nodes, isFixed ? 1 : 0), "", MOST_OF_A_NODE, "")
          + IntStream.rangeClosed(1, nodes)
              .mapToObj(number -> node("n" + number, "", 1))
              .collect(Collectors.joining());
    }
  };

  private static final String SPREADS = "      topologySpreadConstraints:\n";
  private static final String HARD = "DoNotSchedule";
  private static final String SOFT = "ScheduleAnyway";
  private static final String CPU = "          resources: {requests: {cpu: 500m}}\n";
  private static final String MOST_OF_A_NODE = "          resources: {requests: {cpu: 800m}}\n";
  private static final String PROBE = "          readinessProbe: {tcpSocket: {port: 8080}}\n";
  private static final String PRIVILEGED = "          securityContext: {privileged: true}\n";
  private static final String APART =
      """
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: kubernetes.io/hostname
                    labelSelector: {matchLabels: {app: web}}
      """;
  private static final String PREFERS =
      """
            affinity:
              nodeAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - weight: 100
                    preference:
                      matchExpressions:
                        - {key: disk, operator: In, values: [fast]}
      """;
  private static final String BUDGET =
      """
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec:
        maxUnavailable: 1
        selector: {matchLabels: {app: web}}
      """;

  /// Under which circumstance it goes wrong.
  final String when;

  /// The end of the name of the claim that fails.
  final String claim;

  ManifestCases(String when, String claim) {
    this.when = when;
    this.claim = claim;
  }

  /// The manifests.
  ///
  /// @param nodes how many the cluster has; not all cases describe them
  abstract String manifests(int nodes, boolean isFixed);

  /// How many nodes it takes at least.
  int leastNodes() {
    return List.of(C3, C8).contains(this) ? 3 : 2;
  }

  private static String deployment(String replicas, String pod, String... container) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      %s
      selector: {matchLabels: {app: web}}
      template:
        metadata:
          labels: {app: web}
        spec:
    %s      containers:
            - name: web
              image: registry.example/web:1
    %s\
    """
        .formatted(replicas, pod, String.join("", container));
  }

  private static String rolling(int replicas, int maxUnavailable) {
    return "replicas: %d\n  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: %d}}"
        .formatted(replicas, maxUnavailable);
  }

  private static String autoscaler(int least, int most) {
    return """
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: %d
      maxReplicas: %d
      metrics:
        - type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
    """
        .formatted(least, most);
  }

  private static String spread(String key, String whenUnsatisfiable) {
    return """
            - maxSkew: 1
              topologyKey: %s
              whenUnsatisfiable: %s
              labelSelector: {matchLabels: {app: web}}
    """
        .formatted(key, whenUnsatisfiable);
  }

  private static String descheduler(String plugin, String arguments) {
    return """
    ---
    apiVersion: descheduler/v1alpha2
    kind: DeschedulerPolicy
    profiles:
      - name: default
        pluginConfig:
          - name: %s
            args: %s
        plugins:
          balance: {enabled: [%s]}
    """
        .formatted(plugin, arguments, plugin);
  }

  private static String nodes(int count, IntFunction<String> label) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> node("n" + number, label.apply(number), 0))
        .collect(Collectors.joining());
  }

  /// @param cpu how much it has; 0 for no bound
  private static String node(String name, String label, int cpu) {
    var metadata =
        """
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: %s
          labels:
            kubernetes.io/hostname: %s
        %s
        """
            .formatted(name, name, label);
    return cpu == 0 ? metadata : metadata + "status: {allocatable: {cpu: \"%d\"}}\n".formatted(cpu);
  }

  private static String filler(int number) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: filler-%d}
    spec:
      nodeName: small-%d
      containers:
        - name: main
          image: registry.example/filler:1
          resources: {requests: {cpu: 800m}}
    """
        .formatted(number, number);
  }
}
