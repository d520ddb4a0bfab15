package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.node.admission.PodAdmissionModel;
import dev.plimsoll.cluster.node.backoff.CrashLoopModel;
import dev.plimsoll.cluster.node.cni.CniModel;
import dev.plimsoll.cluster.node.image.ImagePullModel;
import dev.plimsoll.cluster.node.image.PullPolicy;
import dev.plimsoll.cluster.node.kubelet.KubeletModel;
import dev.plimsoll.cluster.node.kubelet.RestartPolicy;
import dev.plimsoll.cluster.node.pressure.NodePressureModel;
import dev.plimsoll.cluster.node.pressure.Signal;
import dev.plimsoll.cluster.node.probe.ProbeModel;
import dev.plimsoll.cluster.node.staticpod.StaticPodModel;
import dev.plimsoll.cluster.node.termination.PodTerminationModel;
import java.util.List;

/// The models of one node, as users find them.
public final class NodeModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        kubelet(),
        probes(),
        crashLoop(),
        imagePull(),
        podTermination(),
        nodePressure(),
        podAdmission(),
        staticPods(),
        cni());
  }

  private static ModelDefinition cni() {
    return new ModelDefinition(
        "cni",
        "sandboxes of a node get addresses and give them back, whatever befalls the plugins",
        "CNI specification, v1.0; containernetworking/plugins ipam/host-local, v1.4",
        List.of(
            Parameter.integer("pods", 2, 1, 3, "pods of the node, by name"),
            Parameter.integer("addresses", 1, 1, 3, "addresses that can be given out"),
            Parameter.integer("sandboxes", 3, 1, 5, "sandboxes that are ever made"),
            Parameter.integer("deaths", 2, 0, 4, "how often a sandbox dies"),
            Parameter.integer("faults", 2, 0, 4, "calls that take long or are killed, restarts"),
            Parameter.enumeration("bug", CniModel.Bug.class, "a mistake to seed")),
        parameters ->
            new CniModel(
                new CniModel.Bounds(
                    parameters.integer("pods"),
                    parameters.integer("addresses"),
                    parameters.integer("sandboxes"),
                    parameters.integer("deaths"),
                    parameters.integer("faults")),
                parameters.constant("bug", CniModel.Bug.class)));
  }

  private static ModelDefinition kubelet() {
    return new ModelDefinition(
        "kubelet",
        "a kubelet runs and ends the pods of its node, whatever is restarted meanwhile",
        "kubernetes/pkg/kubelet, v1.30; containerd/pkg/cri, v1.7",
        List.of(
            Parameter.integer("pods", 1, 1, 4, "pods bound to the node, and addresses"),
            Parameter.integer("deletions", 1, 0, 4, "pods that users delete"),
            Parameter.integer("forced", 0, 0, 4, "pods that users delete by force"),
            Parameter.integer("recreations", 1, 0, 1, "how often the first is created anew"),
            Parameter.integer("evictions", 1, 0, 4, "pods that the kubelet evicts or refuses"),
            Parameter.integer("faults", 2, 0, 4, "what breaks: processes, networks, the node"),
            Parameter.enumeration("policy", RestartPolicy.class, "spec.restartPolicy"),
            Parameter.enumeration("bug", KubeletModel.Bug.class, "a mistake to seed")),
        parameters ->
            new KubeletModel(
                new KubeletModel.Bounds(
                    parameters.integer("pods"),
                    parameters.integer("deletions"),
                    parameters.integer("forced"),
                    parameters.integer("recreations"),
                    parameters.integer("evictions"),
                    parameters.integer("faults")),
                parameters.constant("policy", RestartPolicy.class),
                parameters.constant("bug", KubeletModel.Bug.class)));
  }

  private static ModelDefinition imagePull() {
    return new ModelDefinition(
        "image-pull",
        "a kubelet pulls, keeps and collects images, though the registry fails and tags move",
        "kubernetes/pkg/kubelet/images, v1.30",
        List.of(
            Parameter.integer("pods", 2, 1, 4, "pods of one container each"),
            Parameter.integer("tags", 2, 1, 4, "tags that they name, in turn"),
            Parameter.integer("parallel", 2, 1, 4, "pulls at a time; 1 is serializeImagePulls"),
            Parameter.integer("moves", 1, 0, 2, "how often a tag is moved"),
            Parameter.integer("collections", 1, 0, 4, "how often the disk is full"),
            Parameter.integer("faults", 2, 0, 4, "of the registry, the kubelet and containers"),
            Parameter.enumeration("policy", PullPolicy.class, "imagePullPolicy"),
            Parameter.enumeration("bug", ImagePullModel.Bug.class, "a mistake to seed")),
        parameters ->
            new ImagePullModel(
                new ImagePullModel.Bounds(
                    parameters.integer("pods"),
                    parameters.integer("tags"),
                    parameters.integer("parallel"),
                    parameters.integer("moves"),
                    parameters.integer("collections"),
                    parameters.integer("faults")),
                parameters.constant("policy", PullPolicy.class),
                parameters.constant("bug", ImagePullModel.Bug.class)));
  }

  private static ModelDefinition probes() {
    return new ModelDefinition(
        "probes",
        "a container is probed, restarted and reported, whatever befalls it or its kubelet",
        "kubernetes/pkg/kubelet/prober, v1.30",
        List.of(
            Parameter.integer("faults", 3, 0, 9, "of the container and the kubelet"),
            Parameter.enumeration("bug", ProbeModel.Bug.class, "a mistake to seed")),
        parameters ->
            new ProbeModel(
                parameters.integer("faults"), parameters.constant("bug", ProbeModel.Bug.class)));
  }

  private static ModelDefinition crashLoop() {
    return new ModelDefinition(
        "crash-loop",
        "a container that crashes is started again, later and later",
        "kubernetes/pkg/kubelet/kuberuntime, v1.30; client-go/util/flowcontrol, v0.30",
        List.of(
            Parameter.integer("doublings", 2, 0, 6, "of the delay until it is the longest"),
            Parameter.integer("restarts", 1, 0, 9, "how often the kubelet is restarted"),
            Parameter.enumeration("bug", CrashLoopModel.Bug.class, "a mistake to seed")),
        parameters ->
            new CrashLoopModel(
                parameters.integer("doublings"),
                parameters.integer("restarts"),
                parameters.constant("bug", CrashLoopModel.Bug.class)));
  }

  private static ModelDefinition podTermination() {
    return new ModelDefinition(
        "pod-termination",
        "a pod with a hook and sidecars is ended in time, however often it is deleted",
        "kubernetes/pkg/kubelet/kuberuntime, v1.30",
        List.of(
            Parameter.integer("grace", 2, 1, 6, "terminationGracePeriodSeconds, in units"),
            Parameter.integer("sidecars", 2, 0, 3, "restartable init containers"),
            Parameter.integer("deletions", 2, 1, 4, "how often users delete the pod"),
            Parameter.integer("forced", 1, 0, 1, "how often by force"),
            Parameter.integer("restarts", 1, 0, 4, "of the kubelet and the controller"),
            Parameter.enumeration("bug", PodTerminationModel.Bug.class, "a mistake to seed")),
        parameters ->
            new PodTerminationModel(
                new PodTerminationModel.Bounds(
                    parameters.integer("grace"),
                    parameters.integer("sidecars"),
                    parameters.integer("deletions"),
                    parameters.integer("forced"),
                    parameters.integer("restarts")),
                parameters.constant("bug", PodTerminationModel.Bug.class)));
  }

  private static ModelDefinition nodePressure() {
    return new ModelDefinition(
        "node-pressure",
        "a kubelet evicts pods when memory or disk space runs out, and refuses others",
        "kubernetes/pkg/kubelet/eviction, v1.30",
        List.of(
            Parameter.integer("changes", 2, 0, 6, "how often a pod uses a unit more or less"),
            Parameter.integer("replacements", 1, 0, 4, "pods that are created anew"),
            Parameter.integer("restarts", 1, 0, 4, "of the kubelet and controllers"),
            Parameter.enumeration("signal", Signal.class, "what there is too little of"),
            Parameter.enumeration("bug", NodePressureModel.Bug.class, "a mistake to seed")),
        parameters ->
            new NodePressureModel(
                new NodePressureModel.Bounds(
                    parameters.integer("changes"),
                    parameters.integer("replacements"),
                    parameters.integer("restarts")),
                parameters.constant("signal", Signal.class),
                parameters.constant("bug", NodePressureModel.Bug.class)));
  }

  private static ModelDefinition podAdmission() {
    return new ModelDefinition(
        "pod-admission",
        "a kubelet admits pods, and again after a restart, and gives one up for a critical one",
        "kubernetes/pkg/kubelet, v1.30",
        List.of(
            Parameter.integer("faults", 1, 0, 4, "restarts, and reboots of the node"),
            Parameter.integer("relabels", 1, 0, 1, "how often the node loses its label"),
            Parameter.enumeration("bug", PodAdmissionModel.Bug.class, "a mistake to seed")),
        parameters ->
            new PodAdmissionModel(
                parameters.integer("faults"),
                parameters.integer("relabels"),
                parameters.constant("bug", PodAdmissionModel.Bug.class)));
  }

  private static ModelDefinition staticPods() {
    return new ModelDefinition(
        "static-pods",
        "a kubelet runs and mirrors the pod of a manifest that comes, goes and changes",
        "kubernetes/pkg/kubelet, v1.30",
        List.of(
            Parameter.integer("edits", 2, 0, 4, "removals of the manifest, and its returns"),
            Parameter.integer("deletions", 1, 0, 4, "of the mirror pod by users"),
            Parameter.integer("restarts", 1, 0, 4, "of the kubelet"),
            Parameter.enumeration("bug", StaticPodModel.Bug.class, "a mistake to seed")),
        parameters ->
            new StaticPodModel(
                parameters.integer("edits"),
                parameters.integer("deletions"),
                parameters.integer("restarts"),
                parameters.constant("bug", StaticPodModel.Bug.class)));
  }
}
