package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;

/// How an object of one kind is read.
///
/// @param type fabric8's type for it
/// @param decoder ours from that
/// @param fields what the decoder interprets
record Kind<T>(Class<T> type, Decoder<T> decoder, Fields fields) {

  /// Turns fabric8's type into ours.
  interface Decoder<T> {

    /// Our record for an object that starts at this position.
    KubernetesObject decode(T object, Position position);
  }

  /// The kinds that are modelled, by `apiVersion/kind`.
  static final Map<String, Kind<?>> KINDS =
      Map.ofEntries(
          Map.entry(
              "v1/Service",
              new Kind<>(Service.class, ServiceDecoder::decode, ServiceDecoder.FIELDS)),
          Map.entry(
              "discovery.k8s.io/v1/EndpointSlice",
              new Kind<>(
                  EndpointSlice.class, EndpointSliceDecoder::decode, EndpointSliceDecoder.FIELDS)),
          Map.entry(
              "v1/Namespace",
              new Kind<>(Namespace.class, NamespaceDecoder::decode, NamespaceDecoder.FIELDS)),
          Map.entry("v1/Node", new Kind<>(Node.class, NodeDecoder::decode, NodeDecoder.FIELDS)),
          Map.entry("v1/Pod", new Kind<>(Pod.class, PodDecoder::decode, PodDecoder.FIELDS)),
          Map.entry(
              "apps/v1/Deployment",
              new Kind<>(Deployment.class, DeploymentDecoder::decode, DeploymentDecoder.FIELDS)),
          Map.entry(
              "apps/v1/ReplicaSet",
              new Kind<>(ReplicaSet.class, ReplicaSetDecoder::decode, ReplicaSetDecoder.FIELDS)),
          Map.entry(
              "apps/v1/StatefulSet",
              new Kind<>(StatefulSet.class, StatefulSetDecoder::decode, StatefulSetDecoder.FIELDS)),
          Map.entry(
              "apps/v1/DaemonSet",
              new Kind<>(DaemonSet.class, DaemonSetDecoder::decode, DaemonSetDecoder.FIELDS)),
          Map.entry(
              "autoscaling/v2/HorizontalPodAutoscaler",
              new Kind<>(
                  io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler.class,
                  HorizontalPodAutoscalerDecoder::decode,
                  HorizontalPodAutoscalerDecoder.FIELDS)),
          Map.entry(
              "autoscaling/v1/HorizontalPodAutoscaler",
              new Kind<>(
                  io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler.class,
                  HorizontalPodAutoscalerDecoder::decodeV1,
                  HorizontalPodAutoscalerDecoder.FIELDS_V1)),
          Map.entry(
              "networking.k8s.io/v1/Ingress",
              new Kind<>(Ingress.class, IngressDecoder::decode, IngressDecoder.FIELDS)),
          Map.entry(
              "networking.k8s.io/v1/IngressClass",
              new Kind<>(
                  IngressClass.class, IngressClassDecoder::decode, IngressClassDecoder.FIELDS)),
          Map.entry(
              "policy/v1/PodDisruptionBudget",
              new Kind<>(
                  PodDisruptionBudget.class,
                  PodDisruptionBudgetDecoder::decode,
                  PodDisruptionBudgetDecoder.FIELDS)),
          Map.entry(
              "descheduler/v1alpha2/DeschedulerPolicy",
              new Kind<>(
                  DeschedulerPolicyDecoder.Policy.class,
                  DeschedulerPolicyDecoder::decode,
                  DeschedulerPolicyDecoder.FIELDS)));

  Located read(JsonNode node, Binding binding, Position position) {
    var object = decoder.decode(binding.bind(node, type, position), position);
    var tree = position.tree();
    return new Located(
        object, pointer -> tree.place(position.object() + pointer), fields.others(node, position));
  }
}
