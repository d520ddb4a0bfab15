package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;

/// A StatefulSet is given an image that cannot be started, and then one that can. Its controller
/// looks at the pods in order and stops at the first that is not ready; so it never comes to the
/// part that would replace this pod, which cannot become ready.
///
/// Source: `pkg/controller/statefulset/stateful_set_control.go` (`updateStatefulSet`), v1.30.
final class StatefulSetWaitsForBrokenPod extends ClusterModel {

  private static final int WEB = 0;
  private static final List<Integer> ORDINALS = List.of(0, 1);

  private enum Image {
    FIRST,
    BROKEN,
    CORRECTED
  }

  /// @param image `spec.template`: the revision
  private record StatefulSet(Meta meta, Image image) implements ApiObject<StatefulSet> {

    @Override
    public StatefulSet with(Meta newMeta) {
      return new StatefulSet(newMeta, image);
    }

    StatefulSet withImage(Image newImage) {
      return new StatefulSet(meta, newImage);
    }
  }

  private record Replica(Meta meta, Image image, boolean ready) implements ApiObject<Replica> {

    @Override
    public Replica with(Meta newMeta) {
      return new Replica(newMeta, image, ready);
    }

    Replica asReady() {
      return new Replica(meta, image, true);
    }
  }

  private final Resource<StatefulSet> sets =
      resource("statefulsets", List.of(Optional.of(new StatefulSet(Meta.NEW, Image.FIRST))));
  private final Resource<Replica> pods = resource("pods", ORDINALS.size());

  /// @param fixed whether `podManagementPolicy` is `Parallel`, not `OrderedReady`
  StatefulSetWaitsForBrokenPod(boolean fixed) {
    super(1, 1);
    declareController(fixed);
    var kubelet = component("kubelet");
    step(
        kubelet,
        "report that a pod is ready",
        ORDINALS,
        (tx, ordinal) -> {
          tx.require(pods.is(tx, ordinal, pod -> !pod.ready() && pod.image() != Image.BROKEN));
          pods.patch(tx, ordinal, Replica::asReady);
        });
    declareUsers();

    eventuallyAlways(
        "in the end the pods have the image that is asked for and are ready",
        s -> image(s) == Image.BROKEN || ORDINALS.stream().allMatch(each -> isDone(s, each)));
    sometimes(
        "a pod is ready that came after a broken one",
        s -> pods.is(s, 0, pod -> pod.ready() && pod.image() == Image.CORRECTED));
  }

  private Image image(State state) {
    return sets.get(state, WEB).orElseThrow().image();
  }

  private boolean isDone(State state, int ordinal) {
    return pods.is(state, ordinal, pod -> pod.ready() && pod.image() == image(state));
  }

  /// Creates what is missing, in order, and then replaces what has another image, the last first.
  private void declareController(boolean isParallel) {
    var controller = component("statefulset controller");
    var knownSets = watch(controller, sets);
    var known = watch(controller, pods);
    step(
        controller,
        "create a pod",
        ORDINALS,
        (tx, ordinal) -> {
          tx.require(known.get(tx, ordinal).isEmpty()).require(!pods.exists(tx, ordinal));
          tx.require(isParallel || areReady(tx, known, ORDINALS.subList(0, ordinal)));
          var image = knownSets.get(tx, WEB).orElseThrow().image();
          pods.create(tx, ordinal, new Replica(Meta.NEW, image, false));
        });
    step(
        controller,
        "delete a pod that has another image",
        ORDINALS,
        (tx, ordinal) -> {
          var image = knownSets.get(tx, WEB).orElseThrow().image();
          var pod = known.get(tx, ordinal);
          tx.require(pod.isPresent() && pod.get().image() != image);
          tx.require(isParallel || areReady(tx, known, ORDINALS));
          tx.require(
              ORDINALS.subList(ordinal + 1, ORDINALS.size()).stream()
                  .allMatch(each -> known.is(tx, each, it -> it.ready() && it.image() == image)));
          var uid = pod.get().meta().uid();
          tx.require(pods.is(tx, ordinal, each -> each.meta().uid() == uid));
          pods.delete(tx, ordinal, uid);
        });
  }

  private static boolean areReady(State state, Informer<Replica> known, List<Integer> ordinals) {
    return ordinals.stream().allMatch(ordinal -> known.is(state, ordinal, Replica::ready));
  }

  private void declareUsers() {
    event(
        "somebody asks for a broken image",
        1,
        tx -> {
          tx.require(image(tx) == Image.FIRST);
          sets.patch(tx, WEB, set -> set.withImage(Image.BROKEN));
        });
    event(
        "somebody asks for a corrected image",
        1,
        tx -> {
          tx.require(image(tx) == Image.BROKEN);
          sets.patch(tx, WEB, set -> set.withImage(Image.CORRECTED));
        });
  }
}
