package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.workload.DaemonSet;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.Deployment.Strategy;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.IntOrPercent;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.NodeAffinity;
import dev.plimsoll.kubernetes.workload.NodeSelectorTerm;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodSpec.RestartPolicy;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import dev.plimsoll.kubernetes.workload.ReplicaSet;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.StatefulSet;
import dev.plimsoll.kubernetes.workload.StatefulSet.PodManagementPolicy;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.Toleration;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind, as one writes it.
final class WorkloadsTest {

  private static final LabelSelector WEB = LabelSelector.ofLabels(Map.of("app", "web"));

  private static final PodTemplate PLAIN =
      new PodTemplate(new TreeMap<>(Map.of("app", "web")), PodSpec.PLAIN);

  private static final String SELECTOR_AND_TEMPLATE =
      """
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web}]
      """;

  @Test
  void aDeploymentHasTheDefaultsOfTheApiServerButForReplicas() {
    var deployment = read(Deployment.class, object("apps/v1", "Deployment"));

    assertThat(deployment.metadata().namespacedName()).isEqualTo("default/web");
    assertThat(deployment.replicas()).isEmpty();
    assertThat(deployment.selector()).isEqualTo(WEB);
    assertThat(deployment.template()).isEqualTo(PLAIN);
    assertThat(deployment.strategy()).isEqualTo(Strategy.ROLLING_UPDATE);
    assertThat(deployment.maxSurge()).isEqualTo(IntOrPercent.percent(25));
    assertThat(deployment.maxUnavailable()).isEqualTo(IntOrPercent.percent(25));
    assertThat(deployment.lastApplied()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rollingUpdate: {maxSurge: 2, maxUnavailable: 0}} | ROLLING_UPDATE | 2   | 0
          {rollingUpdate: {maxSurge: 50%}}                  | ROLLING_UPDATE | 50% | 25%
          {type: Recreate}                                  | RECREATE       | 0   | 0
          """)
  void aStrategyIsReadAsItIsWritten(String text, Strategy strategy, String surge, String fewer) {
    var deployment =
        read(
            Deployment.class,
            object("apps/v1", "Deployment") + "  replicas: 0\n  strategy: " + text);

    assertThat(deployment.replicas()).contains(0);
    assertThat(deployment.strategy()).isEqualTo(strategy);
    assertThat(deployment.maxSurge()).hasToString(surge);
    assertThat(deployment.maxUnavailable()).hasToString(fewer);
  }

  @Test
  void theOtherControllersOfPodsAreRead() {
    assertThat(read(ReplicaSet.class, object("apps/v1", "ReplicaSet") + "  replicas: 3").replicas())
        .isEqualTo(3);
    var set = read(StatefulSet.class, object("apps/v1", "StatefulSet"));
    assertThat(set.replicas()).isEqualTo(1);
    assertThat(set.podManagementPolicy()).isEqualTo(PodManagementPolicy.ORDERED_READY);
    assertThat(
            read(
                    StatefulSet.class,
                    object("apps/v1", "StatefulSet") + "  podManagementPolicy: Parallel")
                .podManagementPolicy())
        .isEqualTo(PodManagementPolicy.PARALLEL);
    assertThat(read(DaemonSet.class, object("apps/v1", "DaemonSet")).template()).isEqualTo(PLAIN);
  }

  @Test
  void aPodSaysWhereItMayRun() {
    var spec =
        pod("""
          nodeName: a
          nodeSelector: {disk: ssd}
          affinity:
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                - matchExpressions: [{key: cores, operator: Gt, values: ["3"]}]
                  matchFields: [{key: metadata.name, operator: NotIn, values: [b]}]
              preferredDuringSchedulingIgnoredDuringExecution:
              - weight: 7
                preference: {matchExpressions: [{key: gpu, operator: DoesNotExist}]}
            podAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - {topologyKey: zone}
            podAntiAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
              - weight: 100
                podAffinityTerm:
                  topologyKey: kubernetes.io/hostname
                  labelSelector: {matchLabels: {app: web}}
          tolerations:
          - {operator: Exists}
          - {key: gone, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
          - {key: team, value: a}
          topologySpreadConstraints:
          - maxSkew: 1
            topologyKey: zone
            whenUnsatisfiable: ScheduleAnyway
            labelSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
            matchLabelKeys: [pod-template-hash]
          containers: [{name: web}]
        """)
            .spec();

    assertThat(spec.nodeName()).contains("a");
    assertThat(spec.nodeSelector()).containsExactly(Map.entry("disk", "ssd"));
    assertThat(spec.nodeAffinity())
        .isEqualTo(
            new NodeAffinity(
                List.of(
                    new NodeSelectorTerm(
                        List.of(demand("cores", NodeSelectorTerm.Operator.GT, "3")),
                        List.of(demand("metadata.name", NodeSelectorTerm.Operator.NOT_IN, "b")))),
                List.of(
                    new NodeAffinity.Preferred(
                        7,
                        new NodeSelectorTerm(
                            List.of(demand("gpu", NodeSelectorTerm.Operator.DOES_NOT_EXIST)),
                            List.of())))));
    assertThat(spec.podAffinity().required())
        .containsExactly(new PodAffinity.Term(LabelSelector.NOTHING, "zone"));
    assertThat(spec.podAntiAffinity().preferred())
        .containsExactly(
            new PodAffinity.Preferred(100, new PodAffinity.Term(WEB, "kubernetes.io/hostname")));
    assertThat(spec.tolerations())
        .containsExactly(
            toleration("", Toleration.Operator.EXISTS, "", null, null),
            toleration("gone", Toleration.Operator.EXISTS, "", Taint.Effect.NO_EXECUTE, 30L),
            toleration("team", Toleration.Operator.EQUAL, "a", null, null));
    assertThat(spec.topologySpreadConstraints())
        .containsExactly(
            new TopologySpreadConstraint(
                1,
                "zone",
                WhenUnsatisfiable.SCHEDULE_ANYWAY,
                new LabelSelector(
                    new TreeMap<>(),
                    List.of(
                        new LabelSelector.Requirement(
                            "app", LabelSelector.Operator.IN, List.of("web")))),
                List.of("pod-template-hash")));
  }

  @Test
  void aPodSaysWhatItTakes() {
    var spec =
        pod("""
          priority: 7
          restartPolicy: Never
          initContainers:
          - {name: proxy, restartPolicy: Always, resources: {requests: {cpu: 100m}}}
          - {name: load, resources: {requests: {cpu: 1, memory: 1Gi}}}
          containers:
          - name: web
            ports: [{containerPort: 80, hostPort: 8080}, {containerPort: 81}]
            readinessProbe: {httpGet: {port: 80}}
            resources: {limits: {cpu: 500m, memory: 64Mi}, requests: {cpu: 0.2}}
          - name: log
            securityContext: {privileged: true}
            resources: {limits: {cpu: 300m}}
        """)
            .spec();

    assertThat(spec.requests()).isEqualTo(ResourceAmounts.of(1_100, 1 << 30));
    assertThat(spec.limits()).isEqualTo(ResourceAmounts.NONE);
    assertThat(spec.hostPorts()).containsExactly(8080);
    assertThat(spec.waitsUntilStarted()).isTrue();
    assertThat(spec.privileged()).isTrue();
    assertThat(spec.restartPolicy()).isEqualTo(RestartPolicy.NEVER);
    assertThat(spec.priority()).isEqualTo(7);
  }

  @Test
  void aPodIsLimitedInWhatEveryContainerIs() {
    var spec =
        pod("""
          hostNetwork: true
          containers:
          - name: web
            ports: [{containerPort: 80}]
            resources: {limits: {cpu: 500m, memory: 64Mi}}
          - name: log
            resources: {limits: {cpu: 300m}}
        """)
            .spec();

    assertThat(spec.limits().cpuMilli()).hasValue(800);
    assertThat(spec.limits().memoryBytes()).isEmpty();
    assertThat(spec.requests()).isEqualTo(ResourceAmounts.of(800, 64 << 20));
    assertThat(spec.hostPorts()).containsExactly(80);
  }

  @Test
  void aNodeOffersWhatItsStatusSays() {
    var node =
        read(
            Node.class,
            """
            apiVersion: v1
            kind: Node
            metadata: {name: a, labels: {zone: a}}
            spec:
              unschedulable: true
              taints: [{key: team, value: a, effect: NoSchedule}, {key: gone, effect: NoExecute}]
            status:
              capacity: {cpu: "4", memory: 8Gi, pods: "110"}
            """);

    assertThat(node.metadata().namespacedName()).isEqualTo("a");
    assertThat(node.unschedulable()).isTrue();
    assertThat(node.taints())
        .containsExactly(
            new Taint("team", "a", Taint.Effect.NO_SCHEDULE),
            new Taint("gone", "", Taint.Effect.NO_EXECUTE));
    assertThat(node.allocatable().orElseThrow())
        .isEqualTo(
            new ResourceAmounts(
                OptionalLong.of(4_000), OptionalLong.of(8L << 30), OptionalLong.of(110)));
    assertThat(
            read(Node.class, "---\n{apiVersion: v1, kind: Node, metadata: {name: b}}")
                .allocatable())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v2 | metrics: []                                                     | 80
          v2 | metrics: [{type: Resource, resource: {name: cpu, target: %s}}]    | 50
          v2 | metrics: [{type: Resource, resource: {name: memory, target: %s}}] |
          v1 | targetCPUUtilizationPercentage: 60                              | 60
          v1 | minReplicas: 2                                                  | 80
          """)
  void anAutoscalerAimsAtAUtilizationOfCpu(
      String version, String line, @Nullable Integer utilization) {
    var autoscaler =
        read(
            HorizontalPodAutoscaler.class,
            """
            apiVersion: autoscaling/%s
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              maxReplicas: 5
              %s
            """
                .formatted(
                    version, line.replace("%s", "{type: Utilization, averageUtilization: 50}")));

    assertThat(autoscaler.target())
        .isEqualTo(new HorizontalPodAutoscaler.Target("Deployment", "web"));
    assertThat(autoscaler.minReplicas()).isEqualTo(line.startsWith("min") ? 2 : 1);
    assertThat(autoscaler.maxReplicas()).isEqualTo(5);
    assertThat(autoscaler.cpuUtilization()).isEqualTo(Optional.ofNullable(utilization));
  }

  @Test
  void aDisruptionBudgetHasOneBoundOfTwo() {
    var budget =
        read(
            PodDisruptionBudget.class,
            """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec: {selector: {matchLabels: {app: web}}, minAvailable: 60%}
            """);

    assertThat(budget.selector()).isEqualTo(WEB);
    assertThat(budget.minAvailable()).contains(IntOrPercent.percent(60));
    assertThat(budget.maxUnavailable()).isEmpty();
  }

  @Test
  void aDeschedulerPolicySaysWhichPluginsRunAndHow() {
    var policy =
        read(
            DeschedulerPolicy.class,
            """
            apiVersion: descheduler/v1alpha2
            kind: DeschedulerPolicy
            profiles:
            - name: default
              pluginConfig:
              - {name: DefaultEvictor, args: {nodeFit: true}}
              - name: RemovePodsViolatingTopologySpreadConstraint
                args: {constraints: [DoNotSchedule, ScheduleAnyway]}
              plugins:
                balance:
                  enabled: [RemoveDuplicates, RemovePodsViolatingTopologySpreadConstraint]
            - name: taints
              plugins: {deschedule: {enabled: [RemovePodsViolatingNodeTaints]}}
            """);

    assertThat(policy.metadata()).isEqualTo(DeschedulerPolicy.UNNAMED);
    var first = policy.profiles().getFirst();
    assertThat(first.enables(DeschedulerPolicy.REMOVE_DUPLICATES)).isTrue();
    assertThat(first.constraints()).containsExactlyInAnyOrder(WhenUnsatisfiable.values());
    assertThat(first.nodeFit()).isTrue();
    var second = policy.profiles().getLast();
    assertThat(second.deschedule())
        .containsExactly(DeschedulerPolicy.REMOVE_PODS_VIOLATING_NODE_TAINTS);
    assertThat(second.constraints()).containsExactly(WhenUnsatisfiable.DO_NOT_SCHEDULE);
    assertThat(second.nodeFit()).isFalse();
    assertThat(second.includePreferNoSchedule()).isFalse();
  }

  private static NodeSelectorTerm.Requirement demand(
      String key, NodeSelectorTerm.Operator operator, String... values) {
    return new NodeSelectorTerm.Requirement(key, operator, List.of(values));
  }

  private static Toleration toleration(
      String key,
      Toleration.Operator operator,
      String value,
      Taint.@Nullable Effect effect,
      @Nullable Long seconds) {
    return new Toleration(
        key,
        operator,
        value,
        Optional.ofNullable(effect),
        seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
  }

  private static String object(String version, String kind) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: web}\nspec:\n".formatted(version, kind)
        + SELECTOR_AND_TEMPLATE;
  }

  private static Pod pod(String spec) {
    return read(Pod.class, "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n" + spec);
  }

  private static <T extends KubernetesObject> T read(Class<T> type, String text) {
    var manifests = ManifestReader.read("web.yaml", text);
    assertThat(manifests.objects()).hasSize(1);
    assertThat(manifests.objects().getFirst().ignored())
        .allMatch(i -> i.field().contains("metrics"));
    return manifests.ofType(type).getFirst();
  }
}
