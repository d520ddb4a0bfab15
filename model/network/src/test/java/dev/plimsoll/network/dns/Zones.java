package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.Pod;
import java.util.Set;

/// A cluster with Services of every kind.
final class Zones {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: kubernetes, namespace: default}
      spec:
        clusterIP: 10.3.0.1
        clusterIPs: [10.3.0.1, "2001:db8::1"]
        ports: [{name: https, port: 443}, {port: 53, name: dns, protocol: UDP}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: single, namespace: default}
      spec: {clusterIP: 10.3.0.2, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: new, namespace: default}
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: newer, namespace: default}
      spec: {ipFamilies: [IPv6, IPv4], ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: headless, namespace: default}
      spec: {clusterIP: None, selector: {app: pet}, ports: [{name: https, port: 443}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: headless-4
        namespace: default
        labels: {kubernetes.io/service-name: headless}
      addressType: IPv4
      ports: [{name: https, port: 8443}, {name: dns, port: 53, protocol: UDP}]
      endpoints:
      - {addresses: [10.3.0.100], hostname: my-pet}
      - {addresses: [10.3.0.101], conditions: {ready: true}, targetRef: {kind: Pod, name: pet-1}}
      - {addresses: [10.3.0.102], conditions: {ready: false}, hostname: unready}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: headless-6
        namespace: default
        labels: {kubernetes.io/service-name: headless}
      addressType: IPv6
      ports: [{name: https, port: 8443}]
      endpoints:
      - {addresses: ["fd00::"], conditions: {ready: true}}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: single-4
        namespace: default
        labels: {kubernetes.io/service-name: single}
      addressType: IPv4
      endpoints: [{addresses: [10.3.0.200]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: unready, namespace: default}
      spec: {clusterIP: None, selector: {app: none}, ports: [{port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: unready-4
        namespace: default
        labels: {kubernetes.io/service-name: unready}
      addressType: IPv4
      endpoints: [{addresses: [10.3.0.201], conditions: {ready: false}}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: slices-elsewhere, namespace: default}
      spec: {clusterIP: None, selector: {app: none}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: by-hand, namespace: default}
      spec: {clusterIP: None, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: portless, namespace: default}
      spec: {clusterIP: None}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: portless-4
        namespace: default
        labels: {kubernetes.io/service-name: portless}
      addressType: IPv4
      endpoints: [{addresses: [10.3.0.202]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: foo, namespace: default}
      spec: {type: ExternalName, externalName: www.example.com}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: inside, namespace: default}
      spec: {type: ExternalName, externalName: single.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: loop, namespace: default}
      spec: {type: ExternalName, externalName: pool.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: pool, namespace: default}
      spec: {type: ExternalName, externalName: loop.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: itself, namespace: default}
      spec: {type: ExternalName, externalName: x.itself.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: address, namespace: default}
      spec: {type: ExternalName, externalName: 192.0.2.53}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: pet, namespace: default}
      spec: {containers: [{name: pet}]}
      status: {podIP: 10.3.0.100, phase: Running}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: ended, namespace: default}
      spec: {containers: [{name: pet}]}
      status: {podIP: 10.3.0.103, phase: Succeeded}
      """;

  private static final Manifests MANIFESTS = ManifestReader.read("zone.yaml", OBJECTS);

  private Zones() {}

  /// The zone of the cluster, set up in this way.
  static ClusterZone zone(PodMode pods, boolean endpointPodNames) {
    return new ClusterZone(
        new ZoneConfig(ZoneConfig.KUBEADM.domain(), pods, endpointPodNames),
        MANIFESTS.services(),
        MANIFESTS.endpointSlices(),
        MANIFESTS.ofType(Pod.class),
        Set.of("default", "empty"));
  }

  static Answer answer(String name, RecordType type) {
    return zone(PodMode.INSECURE, false).answer(new Question(DomainName.parse(name), type));
  }
}
