package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.attachdetach.Operation.Kind;
import dev.plimsoll.cluster.client.Handler;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A volume that can be attached to one node at a time, and pods that use it on several: it is
/// attached where a pod needs it, mounted, unmounted and detached, though nodes are lost, deleted
/// and made anew, and the controller dies.
///
/// A node and the controller agree by the status of the node: the kubelet mounts the volume only
/// after it has said that it uses it (`volumesInUse`) and has read that it is attached
/// (`volumesAttached`); the controller detaches it only after it has said that it is not attached,
/// and has read that it is not used.
///
/// What it leaves out: docs/models/attach-detach.md.
public final class AttachDetachModel extends ClusterModel {

  /// How far the model goes.
  ///
  /// @param nodes how many, at least 1
  /// @param pods how many are created, at least 1
  /// @param deletions how often a pod is deleted, also by force
  /// @param faults how often a node is lost, an instance is deleted, or the controller dies
  public record Bounds(int nodes, int pods, int deletions, int faults) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> numbers;
  private final List<Integer> names;
  private final Resource<VolumePod> pods;
  private final Resource<VolumeNode> nodes;
  private final Cells<VolumeAttachment> attachments;

  /// Whether the instance of a node, a machine in the cloud, is there.
  private final Cells<Boolean> instances;

  /// Whether it can be reached.
  private final Cells<Boolean> reachable;

  /// Whether the cloud has the volume attached to it.
  private final Cells<Boolean> attached;

  /// What its kubelet has done with the volume.
  private final Cells<Mount> mounts;

  /// Whether it was decided to take the volume away from it by force while it was mounted.
  private final Cells<Boolean> taken;

  private final Cell<Integer> faults;
  private final Kubelets kubelets;
  private final AttachDetachController controller;

  /// Nodes that are ready, and no pod.
  ///
  /// @param lag how many changes of a kind may be on the way to the controller
  public AttachDetachModel(Bounds bounds, int lag, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    numbers = IntStream.range(0, bounds.nodes()).boxed().toList();
    names = IntStream.range(0, bounds.pods()).boxed().toList();
    pods = resource("pods", bounds.pods());
    nodes = resource("nodes", Collections.nCopies(bounds.nodes(), Optional.of(VolumeNode.NEW)));
    attachments = cells("volumeattachments", bounds.nodes(), VolumeAttachment.NONE);
    instances = cells("instance exists", bounds.nodes(), true);
    reachable = cells("node can be reached", bounds.nodes(), true);
    attached = cells("volume is attached", bounds.nodes(), false);
    mounts = cells("volume at kubelet", bounds.nodes(), Mount.NONE);
    taken = cells("volume was taken by force", bounds.nodes(), false);
    faults = cell("faults left", bounds.faults());

    kubelets =
        new Kubelets(pods, nodes, attachments, instances, reachable, attached, mounts, taken, bug);

    declareUsers();
    controller = declareController();
    declareDriver();
    declareKubelets();
    if (bounds.faults() > 0) {
      declareLostNodes();
      declareInstances();
    }
    declareClaims();
  }

  private void declareUsers() {
    event("a pod is created and bound to a node", bounds.pods(), this::createPod);
    var deletions = cell("left of: kubectl delete pod", bounds.deletions());
    fault("kubectl delete pod", deletions, tx -> pods.delete(tx, choosePod(tx)));
    fault(
        "kubectl delete pod --force",
        deletions,
        tx -> pods.patch(tx, choosePod(tx), VolumePod::ended));
  }

  private void createPod(Transaction tx) {
    var free = names.stream().filter(name -> !pods.exists(tx, name)).findFirst();
    tx.require(free.isPresent());
    var node =
        tx.choose(numbers.stream().filter(it -> nodes.is(tx, it, VolumeNode::ready)).toList());
    pods.create(tx, free.orElseThrow(), VolumePod.on(node));
  }

  private int choosePod(Transaction tx) {
    return tx.choose(names.stream().filter(name -> pods.exists(tx, name)).toList());
  }

  private AttachDetachController declareController() {
    var component = component("attach-detach controller");
    var actual =
        numbers.stream()
            .map(node -> memory(component, "volume at node " + node, ActualState.NOTHING))
            .toList();
    var inUse =
        numbers.stream().map(node -> memory(component, "in use at node " + node, false)).toList();
    Handler<VolumeNode> handler =
        (tx, node, before, after, by) -> {
          after.ifPresent(now -> tx.set(inUse.get(node), now.volumeInUse()));
          if (before.isEmpty()) {
            tx.update(actual.get(node), ActualState::due);
          }
        };
    var made =
        new AttachDetachController(
            nodes,
            watch(component, nodes, handler),
            watch(component, pods),
            attachments,
            actual,
            inUse,
            memory(component, "operation", Optional.empty()),
            bug);
    step(component, "start to attach", numbers, made::startToAttach);
    step(component, "see that it is attached", numbers, made::finishToAttach);
    step(component, "write the status of a node", numbers, made::updateStatus);
    step(component, "start to detach", numbers, made::startToDetach);
    if (bug != Bug.DETACHES_UNVERIFIED) {
      step(component, "look whether it is in use", numbers, made::verify);
    }
    step(component, "ask for it to be detached", numbers, made::askToDetach);
    step(component, "see that it is detached", numbers, made::finishToDetach);
    if (bounds.faults() > 0) {
      if (bug != Bug.NEVER_FORCES) {
        step(
            component,
            "detach by force",
            numbers,
            (tx, node) -> {
              made.forceToDetach(tx, node);
              tx.set(taken.get(node), tx.get(mounts.get(node)) != Mount.NONE);
            });
      }
      step(
          component,
          "be told that it cannot be attached",
          numbers,
          (tx, node) -> {
            tx.require(instances.get(node), false);
            made.giveUpToAttach(tx, node);
          });
      fault(
          component.name() + " is restarted",
          faults,
          tx -> {
            component.restart(tx);
            made.start(tx);
          });
    }
    return made;
  }

  private void declareDriver() {
    var driver = component("CSI driver");
    step(
        driver,
        "attach",
        numbers,
        (tx, node) -> {
          tx.require(instances.get(node), true);
          tx.require(attachments.get(node), VolumeAttachment.ATTACHING);
          tx.set(attached.get(node), true).set(attachments.get(node), VolumeAttachment.ATTACHED);
        });
    step(
        driver,
        "detach",
        numbers,
        (tx, node) -> {
          tx.require(attachments.get(node), VolumeAttachment.DETACHING);
          tx.set(attached.get(node), false).set(attachments.get(node), VolumeAttachment.NONE);
        });
    if (bounds.faults() > 0) {
      step(
          driver,
          "attach again",
          numbers,
          (tx, node) -> {
            tx.require(instances.get(node), true).require(attached.get(node), false);
            tx.require(attachments.get(node), VolumeAttachment.ATTACHED);
            tx.set(attached.get(node), true);
          });
    }
  }

  // ---- nodes

  private void declareKubelets() {
    var component = component("kubelet");
    step(component, "say that it uses the volume", numbers, kubelets::sayInUse);
    step(component, "find the volume attached", numbers, kubelets::find);
    step(component, "mount", numbers, kubelets::mount);
    step(component, "unmount", numbers, kubelets::unmount);
    step(component, "let a pod go", names, kubelets::letGo);
    step(component, "say that it does not use the volume", numbers, kubelets::sayNotInUse);
  }

  /// Nodes that are cut off and go on as they are, or come back.
  private void declareLostNodes() {
    fault(
        "a node is cut off",
        faults,
        tx -> {
          var node = tx.choose(numbers);
          tx.require(instances.get(node), true);
          tx.require(reachable.get(node), true).set(reachable.get(node), false);
        });
    rule(
        "a node can be reached again",
        numbers,
        (tx, node) -> tx.require(reachable.get(node), false).set(reachable.get(node), true));
    setsReady("node lifecycle controller", "mark a node as not ready", false);
    setsReady("kubelet", "say that it is ready", true);
  }

  private void setsReady(String component, String name, boolean whether) {
    step(
        component(component),
        name,
        numbers,
        (tx, node) -> {
          tx.require(reachable.get(node), whether).require(instances.get(node), true);
          tx.require(nodes.is(tx, node, it -> it.ready() != whether));
          nodes.patch(tx, node, it -> it.withReady(whether));
        });
  }

  /// Instances that are deleted with all that is attached to them, and made anew.
  private void declareInstances() {
    fault(
        "an instance is deleted",
        faults,
        tx -> {
          var node = tx.choose(numbers);
          tx.require(reachable.get(node), true);
          tx.require(instances.get(node), true).set(instances.get(node), false);
          tx.set(attached.get(node), false).set(mounts.get(node), Mount.NONE);
        });
    rule(
        "an instance is made anew",
        numbers,
        (tx, node) -> tx.require(instances.get(node), false).set(instances.get(node), true));
    step(
        component("cloud controller"),
        "delete a node without an instance",
        numbers,
        (tx, node) -> {
          tx.require(instances.get(node), false).require(nodes.exists(tx, node));
          nodes.delete(tx, node);
        });
    step(
        component("pod garbage collector"),
        "delete a pod without a node",
        names,
        (tx, name) -> {
          tx.require(pods.is(tx, name, pod -> !nodes.exists(tx, pod.node())));
          pods.patch(tx, name, VolumePod::ended);
        });
    step(
        component("kubelet"),
        "register its node",
        numbers,
        (tx, node) -> {
          tx.require(instances.get(node), true).require(!nodes.exists(tx, node));
          nodes.create(tx, node, VolumeNode.NEW);
        });
  }

  // ---- claims

  private void declareClaims() {
    always(
        "the volume is attached to one node at a time", s -> attached.count(s, each -> each) <= 1);
    always(
        "a mounted volume is detached only if its node is lost",
        numbers,
        (s, node) ->
            s.get(mounts.get(node)) != Mount.MOUNTED
                || s.get(attached.get(node))
                || s.get(taken.get(node)));
    eventuallyAlways(
        "in the end a pod has its volume",
        s -> numbers.stream().allMatch(node -> !isEntitled(s, node) || isServed(s, node)));
    eventuallyAlways(
        "in the end a volume that no pod uses is detached",
        s -> !pods.list(s).isEmpty() || isNowhere(s));

    sometimes("a pod has its volume", s -> any(node -> isServed(s, node)));
    sometimes(
        "a volume is to be detached that no pod uses any more",
        s -> pods.list(s).isEmpty() && attachments.any(s, VolumeAttachment.DETACHING));
    if (bounds.nodes() > 1 && bounds.pods() > 1) {
      sometimes(
          "a pod waits until the volume is detached elsewhere",
          s -> any(node -> controller.waits(s, node)));
    }
    if (bounds.pods() > 1) {
      sometimes(
          "the volume is in use again when it is about to be detached",
          s -> any(node -> isAboutToDetach(s, node) && nodes.is(s, node, VolumeNode::volumeInUse)));
    }
    if (bounds.faults() > 0) {
      sometimes("a volume is taken away by force while it is mounted", s -> taken.any(s, true));
    }
  }

  private boolean any(IntPredicate test) {
    return numbers.stream().anyMatch(test::test);
  }

  private boolean isAboutToDetach(State state, int node) {
    return state.get(controller.operation()).equals(Optional.of(new Operation(Kind.VERIFY, node)));
  }

  /// Whether a pod is to have the volume on a node that is up, and no pod is on another.
  private boolean isEntitled(State state, int node) {
    return kubelets.needs(state, node)
        && state.get(reachable.get(node))
        && nodes.exists(state, node)
        && state.get(instances.get(node))
        && pods.list(state).stream().allMatch(pod -> pod.isOn(node));
  }

  private boolean isServed(State state, int node) {
    return kubelets.needs(state, node)
        && state.get(mounts.get(node)) == Mount.MOUNTED
        && state.get(attached.get(node))
        && nodes.is(state, node, VolumeNode::volumeAttached);
  }

  private boolean isNowhere(State state) {
    return attached.all(state, false) && attachments.all(state, VolumeAttachment.NONE);
  }
}
