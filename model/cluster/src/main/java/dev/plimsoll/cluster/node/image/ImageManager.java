package dev.plimsoll.cluster.node.image;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.node.image.ContainerImage.Stage;
import dev.plimsoll.cluster.node.image.ImagePullModel.Bug;
import dev.plimsoll.cluster.node.image.ImageStore.Image;
import dev.plimsoll.cluster.node.image.ImageStore.Presence;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How a kubelet comes by the image of each container, and which images it may collect.
///
/// Source: `pkg/kubelet/images/image_manager.go` (`EnsureImageExists`), `puller.go`,
/// `image_gc_manager.go` (`freeSpace`), v1.30.
///
/// @param containers by pod
/// @param parallel how many pulls there are at a time
record ImageManager(
    Cells<ContainerImage> containers,
    ImageStore store,
    Registry registry,
    PullPolicy policy,
    int parallel,
    Bug bug) {

  /// The tag that the pod names.
  int tag(int pod) {
    return pod % store.tags().size();
  }

  /// How far the pod is.
  Stage stage(State state, int pod) {
    return state.get(containers.get(pod)).stage();
  }

  /// Whether the image of the pod's tag is there.
  boolean isThere(State state, int pod, Optional<Integer> version) {
    return store.presence(state, tag(pod), version.orElseThrow()) != Presence.ABSENT;
  }

  // ---- from the name to the container

  /// Looks for the image.
  void lookFor(Transaction tx, int pod) {
    var container = tx.get(containers.get(pod));
    var isNew = container.stage() == Stage.WAITING;
    tx.require(isNew || container.stage() == Stage.ERR_IMAGE_NEVER_PULL);
    var present = store.version(tx, tag(pod));
    var looking = container.lookedFor(registry.version(tx, tag(pod)));
    var next =
        pulls(present.isPresent())
            ? looking.at(Stage.QUEUED)
            : present
                .map(version -> looking.at(Stage.PRESENT, version))
                .orElse(looking.at(Stage.ERR_IMAGE_NEVER_PULL));
    tx.require(isNew || next.stage() != Stage.ERR_IMAGE_NEVER_PULL);
    tx.set(containers.get(pod), next);
  }

  private boolean pulls(boolean present) {
    var otherwise = bug == Bug.PULLS_ANYWAY || bug == Bug.TRUSTS_THE_CACHE;
    return (otherwise ? PullPolicy.IF_NOT_PRESENT : policy).pulls(present);
  }

  /// Begins to pull, or fails at once.
  void beginToPull(Transaction tx, int pod) {
    var container = at(tx, pod, Stage.QUEUED);
    tx.require(pulling(tx) < parallel);
    tx.set(
        containers.get(pod),
        registry.serves(tx, tag(pod))
            ? container.at(Stage.PULLING, registry.version(tx, tag(pod)))
            : container.at(Stage.ERR_IMAGE_PULL));
  }

  private long pulling(State state) {
    return IntStream.range(0, containers.size())
        .mapToObj(pod -> stage(state, pod))
        .filter(stage -> stage == Stage.PULLING || stage == Stage.STUCK)
        .count();
  }

  /// Comes to the end of a pull, well or not.
  void finishPull(Transaction tx, int pod) {
    var container = at(tx, pod, Stage.PULLING);
    if (tx.get(registry.reachable())) {
      var version = container.found().orElseThrow();
      var isNew = !isThere(tx, pod, container.found());
      store.add(tx, tag(pod), version);
      tx.set(containers.get(pod), container.at(isNew ? Stage.PULLED : Stage.PRESENT, version));
    } else {
      tx.set(containers.get(pod), container.at(Stage.ERR_IMAGE_PULL));
    }
  }

  /// After a failure, waits.
  void backOff(Transaction tx, int pod) {
    var container = at(tx, pod, Stage.ERR_IMAGE_PULL);
    tx.set(containers.get(pod), container.at(Stage.IMAGE_PULL_BACK_OFF));
  }

  /// Has waited for long enough.
  void endBackOff(Transaction tx, int pod) {
    var container = at(tx, pod, Stage.IMAGE_PULL_BACK_OFF);
    tx.require(bug != Bug.GIVES_UP);
    tx.set(containers.get(pod), container.at(Stage.WAITING));
  }

  /// Starts the container, if its image is still there.
  void start(Transaction tx, int pod) {
    var container = tx.get(containers.get(pod));
    tx.require(container.stage() == Stage.PRESENT || container.stage() == Stage.PULLED);
    var isThere = isThere(tx, pod, container.found());
    tx.set(containers.get(pod), isThere ? container.started() : container.at(Stage.WAITING));
  }

  private ContainerImage at(Transaction tx, int pod, Stage stage) {
    var container = tx.get(containers.get(pod));
    tx.require(container.stage() == stage);
    return container;
  }

  // ---- collection

  /// Whether the image may be collected now.
  boolean mayCollect(State state, Image image) {
    var isUsed =
        containers(state, image).anyMatch(each -> each.used().equals(Optional.of(image.version())));
    return switch (store.presence(state, image.tag(), image.version())) {
      case ABSENT -> false;
      case YOUNG -> bug == Bug.COLLECTS_WHAT_IS_YOUNG && !isUsed;
      case OLD -> bug == Bug.COLLECTS_WHAT_IS_USED || !isUsed;
    };
  }

  /// Time passes for an image; a container that waits for it starts before it is old.
  void age(Transaction tx, Image image) {
    tx.require(
        containers(tx, image)
            .filter(each -> each.stage() == Stage.PULLED)
            .noneMatch(each -> each.found().equals(Optional.of(image.version()))));
    store.age(tx, image);
  }

  /// The containers that name the tag of the image.
  private Stream<ContainerImage> containers(State state, Image image) {
    return IntStream.range(0, containers.size())
        .filter(pod -> tag(pod) == image.tag())
        .mapToObj(pod -> state.get(containers.get(pod)));
  }
}
