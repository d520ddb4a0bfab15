package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedWorkloadsTest {

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: "{}"
      spec:
        replicas: 3
        selector:
          matchLabels: {app: web}
        strategy:
          rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
        template:
          metadata:
            labels: {app: web}
          spec:
            restartPolicy: Always
            tolerations:
            - {key: team, operator: Exists, effect: NoSchedule}
            topologySpreadConstraints:
            - maxSkew: 1
              topologyKey: zone
              whenUnsatisfiable: DoNotSchedule
              labelSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
            containers:
            - name: web
              ports: [{containerPort: 80, hostPort: 80}]
              resources:
                requests: {cpu: 500m}
                limits: {cpu: 1}
      """;

  static final String OTHERS =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      spec:
        taints: [{key: team, effect: NoSchedule}]
      status: {allocatable: {memory: 1Gi}}
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web}
      spec:
        minReplicas: 2
        maxReplicas: 3
        scaleTargetRef: {kind: Deployment, name: web}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec:
        minAvailable: 1
      ---
      apiVersion: descheduler/v1alpha2
      kind: DeschedulerPolicy
      profiles:
      - name: p
        pluginConfig:
        - name: DefaultEvictor
          args: {nodeFit: true}
        - name: RemovePodsViolatingTopologySpreadConstraint
          args: {constraints: [DoNotSchedule]}
      """;

  /// What is written instead of what, and how the message begins, from the line on.
  private static final String OF_DEPLOYMENTS =
      """
      replicas: 3 -> replicas: -1
        8: spec.replicas: expected a number of 0 to
      replicas: 3 -> replica: 3
        8: spec.replica: Unknown field "replica"; the nearest: replicas,
      replicas: 3 -> replicas: three
        8: spec.replicas: expected a whole number, found "three"
      name: web -> nome: web
        4: metadata.nome: Unknown field "nome"; the nearest: name,
      "{}" -> "{"
        6: metadata.annotations.kubectl.kubernetes.io/last-applied-configuration: expected JSON
      labels: {app: web} -> labels: {app: wob}
        15: spec.template.metadata.labels: expected labels that the selector matches, found {app
      {app: web} -> {}
        9: spec.selector: expected a selector that demands a label
      maxSurge: 1 -> maxSurge: 0
        12: spec.strategy.rollingUpdate.maxUnavailable: expected maxSurge or maxUnavailable
      maxUnavailable: 0 -> maxUnavailable: 200%
        12: spec.strategy.rollingUpdate.maxUnavailable: expected at most 100%, found 200%
      maxSurge: 1 -> maxSurge: one
        12: spec.strategy.rollingUpdate.maxSurge: expected a number or a percentage such as 25%,
      maxSurge: 1 -> maxSurge: -1
        12: spec.strategy.rollingUpdate.maxSurge: expected at least 0, found -1
      rollingUpdate: -> type: Blue
        12: expected YAML
      restartPolicy: Always -> restartPolicy: Never
        17: spec.template.spec.restartPolicy: expected Always, found "Never"
      effect: NoSchedule -> effect: NoRun
        19: spec.template.spec.tolerations[0].effect: expected one of [NoSchedule, PreferNoSched
      operator: Exists -> operator: Equals
        19: spec.template.spec.tolerations[0].operator: expected one of [Equal, Exists]
      key: team, operator: Exists -> value: a
        19: spec.template.spec.tolerations[0]: expected operator Exists where the key is empty
      maxSkew: 1 -> maxSkew: 0
        21: spec.template.spec.topologySpreadConstraints[0]: expected a maxSkew
      DoNotSchedule -> Never
        23: spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable: expected one of [
      operator: In, -> operator: Exists,
        24: spec.template.spec.topologySpreadConstraints[0].labelSelector.matchExpressions[0]: e
      operator: In, -> operator: Has,
        24: spec.template.spec.topologySpreadConstraints[0].labelSelector.matchExpressions[0].op
      hostPort: 80 -> hostPort: 70000
        27: spec.template.spec.containers[0].ports[0].hostPort: expected a number of 0 to 65535
      cpu: 500m -> cpu: 1.5.5
        29: spec.template.spec.containers[0].resources.requests.cpu: expected a quantity such as
      cpu: 500m -> cpu: -1
        29: spec.template.spec.containers[0].resources.requests.cpu: expected at least 0
      cpu: 500m -> cpu: [1]
        29: spec.template.spec.containers[0].resources.requests.cpu: expected quantity, found [1
      cpu: 500m -> cpu: 2
        29: spec.template.spec.containers[0].resources.requests.cpu: expected a request of at mo
      """;

  private static final String OF_OTHERS =
      """
      effect: NoSchedule -> effect: NoRun
        5: spec.taints[0].effect: expected one of [NoSchedule
      effect: NoSchedule -> effect: off
        5: spec.taints[0].effect: expected a string, found false
      memory: 1Gi -> memory: 1gi
        6: status.allocatable.memory: expected a quantity
      maxReplicas: 3 -> maxReplicas: 1
        13: spec.maxReplicas: expected maxReplicas of at least minReplicas, 2, found 1
      minReplicas: 2 -> minReplicas: 0
        12: spec.minReplicas: expected a number of 1 to
      kind: Deployment, ->
        14: spec.scaleTargetRef.kind: expected a kind
      minAvailable: 1 -> minAvailable: 101%
        20: spec.minAvailable: expected at most 100%
      minAvailable: 1 -> {minAvailable: 1, maxUnavailable: 1}
        20: spec.maxUnavailable: expected minAvailable or maxUnavailable, found both
      nodeFit: true -> nodeFit: 1
        28: profiles[0].pluginConfig[0].args.nodeFit: expected true or false, found 1
      [DoNotSchedule] -> [Never]
        30: profiles[0].pluginConfig[1].args.constraints[0]: expected one of [DoNotSchedule
      """;

  @ParameterizedTest
  @MethodSource
  void whatTheApiServerRefusesIsRefusedAtItsLine(
      String text, String good, String bad, String message) {
    var changed = text.replaceFirst(Pattern.quote(good), bad);

    assertThatThrownBy(() -> ManifestReader.read("bad.yaml", changed))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("bad.yaml:" + message);
  }

  static Stream<Arguments> whatTheApiServerRefusesIsRefusedAtItsLine() {
    return Stream.concat(cases(DEPLOYMENT, OF_DEPLOYMENTS), cases(OTHERS, OF_OTHERS));
  }

  private static Stream<Arguments> cases(String text, String cases) {
    var lines = cases.lines().toList();
    return IntStream.range(0, lines.size() / 2)
        .mapToObj(
            i -> {
              var change = lines.get(2 * i).split(" ->", 2);
              return arguments(text, change[0], change[1].strip(), lines.get(2 * i + 1).strip());
            });
  }
}
