package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.manifest.Manifests.Ignored;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.Deployment.LastApplied;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Owner;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.ReplicaSet;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A cluster as `kubectl get -o yaml` prints it.
final class PrintedWorkloadsTest {

  static final String TEXT =
      """
      apiVersion: v1
      items:
      - apiVersion: v1
        kind: Node
        metadata:
          annotations:
            volumes.kubernetes.io/controller-managed-attach-detach: "true"
          creationTimestamp: "2026-11-02T08:00:00Z"
          labels:
            kubernetes.io/hostname: kind-worker
          name: kind-worker
          resourceVersion: "310"
          uid: 3f2b6a0c-0b5e-4f2e-9a55-6c1d54b7f0a1
        spec:
          podCIDR: 10.244.1.0/24
          providerID: kind://docker/kind/kind-worker
        status:
          allocatable:
            cpu: "8"
            ephemeral-storage: 102350Mi
            memory: 16367992Ki
            pods: "110"
          capacity:
            cpu: "9"
          conditions:
          - lastHeartbeatTime: "2026-11-02T08:05:00Z"
            status: "True"
            type: Ready
      - apiVersion: apps/v1
        kind: Deployment
        metadata:
          annotations:
            deployment.kubernetes.io/revision: "1"
            kubectl.kubernetes.io/last-applied-configuration: |
              {"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":2}}
          generation: 3
          managedFields:
          - apiVersion: apps/v1
            fieldsType: FieldsV1
            fieldsV1:
              f:spec:
                f:replicas: {}
            manager: kube-controller-manager
            operation: Update
          name: web
          namespace: prod
        spec:
          progressDeadlineSeconds: 600
          replicas: 4
          selector:
            matchLabels:
              app: web
          strategy:
            rollingUpdate:
              maxSurge: 25%
              maxUnavailable: 1
            type: RollingUpdate
          template:
            metadata:
              creationTimestamp: null
              labels:
                app: web
            spec:
              containers:
              - image: registry.example/web:1
                name: web
                resources: {}
                securityContext: {}
              dnsPolicy: ClusterFirst
              restartPolicy: Always
        status:
          availableReplicas: 4
          fieldOfALaterVersion: 1
      - apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: web-5c9d8
          namespace: prod
          ownerReferences:
          - apiVersion: apps/v1
            blockOwnerDeletion: true
            controller: true
            kind: Deployment
            name: web
            uid: 0c0d6a7e-1f6f-4e92-8a0b-3a8f8de3c111
        spec:
          replicas: 4
          selector: {matchLabels: {app: web, pod-template-hash: 5c9d8}}
          template:
            metadata:
              labels: {app: web, pod-template-hash: 5c9d8}
            spec:
              containers: [{name: web}]
      - apiVersion: v1
        kind: Pod
        metadata:
          generateName: web-5c9d8-
          labels: {app: web, pod-template-hash: 5c9d8}
          name: web-5c9d8-x2v7q
          namespace: prod
          ownerReferences:
          - {apiVersion: apps/v1, controller: true, kind: ReplicaSet, name: web-5c9d8, uid: u}
        spec:
          containers: [{name: web}]
          nodeName: kind-worker
          tolerations:
          - effect: NoExecute
            key: node.kubernetes.io/not-ready
            operator: Exists
            tolerationSeconds: 300
        status:
          phase: Running
          podIP: 10.244.1.7
      - apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: prod}
        spec:
          maxReplicas: 5
          metrics:
          - resource:
              name: memory
              target: {averageValue: 1Gi, type: AverageValue}
            type: Resource
          - resource:
              name: cpu
              target: {averageUtilization: 50, type: Utilization}
            type: Resource
          minReplicas: 3
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      - apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: prod}
      kind: List
      metadata:
        resourceVersion: ""
      """;

  private static final Manifests PRINTED = ManifestReader.read("cluster.yaml", TEXT);

  @Test
  void everyObjectIsRead() {
    var node = PRINTED.ofType(Node.class).getFirst();
    assertThat(node.allocatable())
        .contains(
            new ResourceAmounts(
                OptionalLong.of(8_000), OptionalLong.of(16_367_992L << 10), OptionalLong.of(110)));

    var deployment = PRINTED.ofType(Deployment.class).getFirst();
    assertThat(deployment.replicas()).contains(4);
    assertThat(deployment.lastApplied()).contains(new LastApplied(Optional.of(2)));
    assertThat(deployment.maxUnavailable().roundedDown(4)).isEqualTo(1);

    assertThat(PRINTED.ofType(ReplicaSet.class).getFirst().owner())
        .contains(new Owner("Deployment", "web"));
    var pod = PRINTED.ofType(Pod.class).getFirst();
    assertThat(pod.owner()).contains(new Owner("ReplicaSet", "web-5c9d8"));
    assertThat(pod.phase()).contains(Pod.Phase.RUNNING);
    assertThat(pod.spec().nodeName()).contains("kind-worker");

    assertThat(PRINTED.ofType(HorizontalPodAutoscaler.class).getFirst().cpuUtilization())
        .contains(50);
    assertThat(PRINTED.skipped()).extracting(Manifests.Skipped::kind).containsExactly("ConfigMap");
  }

  @Test
  void everyFieldHasItsLineOrThatOfWhatIsAroundIt() {
    var deployment = PRINTED.objects().get(1);
    assertThat(PRINTED.place("Node", "", "kind-worker")).hasToString("Optional[cluster.yaml:3]");
    assertThat(deployment.place()).hasToString("cluster.yaml:29");
    assertThat(deployment.place("/spec/replicas")).hasToString("cluster.yaml:49");
    assertThat(deployment.place("/spec/strategy")).hasToString("cluster.yaml:53");
    assertThat(deployment.place("/spec/template/spec/nodeName")).hasToString("cluster.yaml:63");
    assertThat(
            deployment.place(
                "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration"))
        .hasToString("cluster.yaml:34");
  }

  @Test
  void whatIsNotInterpretedIsListedOnceWithoutBookkeeping() {
    assertThat(PRINTED.objects().getFirst().ignored())
        .extracting(Ignored::field)
        .containsExactly("metadata.annotations", "spec.providerID");
    assertThat(PRINTED.objects().get(1).ignored())
        .extracting(Object::toString)
        .containsExactly(
            "Ignored[field=spec.progressDeadlineSeconds, place=cluster.yaml:48]",
            "Ignored[field=spec.template.spec.containers[0].image, place=cluster.yaml:65]");
    assertThat(PRINTED.objects().get(2).ignored()).isEmpty();
    assertThat(PRINTED.objects().get(3).ignored()).isEmpty();
    assertThat(PRINTED.objects().get(4).ignored())
        .extracting(Ignored::field)
        .containsExactly("spec.metrics[0]");
  }
}
