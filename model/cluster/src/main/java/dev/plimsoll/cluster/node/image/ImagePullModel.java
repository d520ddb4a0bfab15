package dev.plimsoll.cluster.node.image;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.node.image.ContainerImage.Stage;
import dev.plimsoll.cluster.node.image.ImageStore.Image;
import dev.plimsoll.cluster.node.image.ImageStore.Presence;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The images of containers on one node: pulled from a registry that fails, hangs, loses images and
/// moves tags, kept, and collected when the disk is full.
///
/// Source: `pkg/kubelet/images/image_manager.go` (`EnsureImageExists`), `puller.go`,
/// `image_gc_manager.go` (`freeSpace`), v1.30.
public final class ImagePullModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// A kubelet as it should be.
    NONE,
    /// `Never` is taken for `IfNotPresent`.
    PULLS_ANYWAY,
    /// `Always` is content with an image that is there.
    TRUSTS_THE_CACHE,
    /// Images are collected that containers were started from.
    COLLECTS_WHAT_IS_USED,
    /// Images are collected that were not in use when they were listed, a while ago.
    COLLECTS_BY_AN_OLD_LIST,
    /// Images are collected that have just been pulled.
    COLLECTS_WHAT_IS_YOUNG,
    /// What has failed once is not tried again.
    GIVES_UP
  }

  /// How far the model goes.
  ///
  /// @param pods of one container each
  /// @param tags that they name, in turn
  /// @param parallel how many pulls there are at a time; 1 is `serializeImagePulls`
  /// @param moves how often a tag is moved
  /// @param collections how often the disk is full
  /// @param faults of the registry, the kubelet and containers
  public record Bounds(int pods, int tags, int parallel, int moves, int collections, int faults) {}

  private final Bounds bounds;
  private final PullPolicy policy;
  private final Bug bug;
  private final List<Integer> pods;
  private final List<Image> images;
  private final Component kubelet = component("kubelet");
  private final Registry registry;
  private final ImageStore store;
  private final ImageManager manager;
  private final Cell<Optional<Image>> listed = cell("image to be collected", Optional.empty());

  /// A node whose images are there at first only if they are never pulled.
  public ImagePullModel(Bounds bounds, PullPolicy policy, Bug bug) {
    super(1, 1);
    this.bounds = bounds;
    this.policy = policy;
    this.bug = bug;
    var versions = bounds.moves() + 1;
    pods = IntStream.range(0, bounds.pods()).boxed().toList();
    images =
        IntStream.range(0, bounds.tags() * versions)
            .mapToObj(each -> new Image(each / versions, each % versions))
            .toList();
    registry =
        new Registry(
            cells("tag in the registry", bounds.tags(), 0),
            cells("missing in the registry", bounds.tags(), false),
            cell("registry can be reached", true));
    store = declareStore(policy == PullPolicy.NEVER);
    manager =
        new ImageManager(
            cells("container", bounds.pods(), ContainerImage.NEW),
            store,
            registry,
            policy,
            bounds.parallel(),
            bug);

    declareManager();
    declareCollection();
    declareFaults();
    declareClaims();
    declareSights();
  }

  private ImageStore declareStore(boolean isLoaded) {
    Optional<Integer> tag = isLoaded ? Optional.of(0) : Optional.empty();
    return new ImageStore(
        cells("tag on the node", bounds.tags(), tag),
        cells(
            "image",
            images.stream()
                .map(each -> isLoaded && each.version() == 0 ? Presence.OLD : Presence.ABSENT)
                .toList()));
  }

  private void declareManager() {
    step(kubelet, "look for the image", pods, manager::lookFor);
    step(kubelet, "begin to pull", pods, manager::beginToPull);
    step(kubelet, "finish a pull", pods, manager::finishPull);
    step(kubelet, "back off", pods, manager::backOff);
    step(kubelet, "end the back-off", pods, manager::endBackOff);
    step(kubelet, "start the container", pods, manager::start);
    step(kubelet, "an image gets old", images, manager::age);
  }

  private void declareCollection() {
    event(
        "the disk is full",
        bounds.collections(),
        tx -> {
          var free = images.stream().filter(image -> manager.mayCollect(tx, image)).toList();
          var image = tx.choose(free);
          if (bug == Bug.COLLECTS_BY_AN_OLD_LIST) {
            tx.set(listed, Optional.of(image));
          } else {
            store.remove(tx, image);
          }
        });
    if (bug == Bug.COLLECTS_BY_AN_OLD_LIST) {
      step(
          kubelet,
          "collect an image",
          tx -> {
            var image = tx.get(listed);
            tx.require(image.isPresent());
            store.remove(tx, image.orElseThrow());
            tx.set(listed, Optional.empty());
          });
    }
  }

  private void declareFaults() {
    event("a tag is moved", bounds.moves(), registry::moveTag);
    var faults = cell("faults left", bounds.faults());
    fault("the registry cannot be reached", faults, tx -> registry.become(tx, false));
    step(kubelet, "the registry can be reached again", tx -> registry.become(tx, true));
    fault("an image is deleted from the registry", faults, registry::deleteTag);
    fault("a pull hangs", faults, tx -> befall(tx, Stage.PULLING, Stage.STUCK));
    fault("a container ends", faults, tx -> befall(tx, Stage.RUNNING, Stage.WAITING));
    fault(
        "the kubelet is restarted",
        faults,
        tx -> {
          tx.set(listed, Optional.empty());
          manager.containers().forEach(cell -> tx.update(cell, ContainerImage::forgotten));
        });
  }

  private void befall(Transaction tx, Stage from, Stage to) {
    var pod = tx.choose(pods);
    tx.require(manager.stage(tx, pod) == from);
    tx.update(manager.containers().get(pod), container -> container.at(to));
  }

  // ---- claims

  private void declareClaims() {
    whenever(
        "an image is there that a container runs from",
        pods,
        (s, pod) -> manager.stage(s, pod) == Stage.RUNNING,
        (s, pod) -> manager.isThere(s, pod, container(s, pod).used()));
    if (policy != PullPolicy.NEVER) {
      whenever(
          "an image is there that has just been pulled",
          pods,
          (s, pod) -> manager.stage(s, pod) == Stage.PULLED,
          (s, pod) -> manager.isThere(s, pod, container(s, pod).found()));
    }
    always(
        "an image is pulled only if its policy says so",
        pods,
        (s, pod) -> policy != PullPolicy.NEVER || !manager.stage(s, pod).isPull());
    always(
        "Always starts what the registry has",
        pods,
        (s, pod) -> policy != PullPolicy.ALWAYS || !runsOutdated(s, pod));
    eventuallyAlways(
        "in the end every pod runs whose image can be had",
        s -> pods.stream().allMatch(pod -> runs(s, pod) || !canBeHad(s, pod)));
  }

  private void declareSights() {
    sometimes("all pods run", s -> pods.stream().allMatch(pod -> runs(s, pod)));
    if (policy == PullPolicy.NEVER && bounds.collections() > 0) {
      sometimes(
          "an image is missing that is never pulled",
          s -> pods.stream().anyMatch(p -> manager.stage(s, p) == Stage.ERR_IMAGE_NEVER_PULL));
    }
    if (policy != PullPolicy.NEVER && bounds.faults() > 0) {
      sometimes(
          "a pull has failed",
          s -> pods.stream().anyMatch(p -> manager.stage(s, p) == Stage.IMAGE_PULL_BACK_OFF));
    }
    if (policy == PullPolicy.IF_NOT_PRESENT && bounds.moves() > 0) {
      sometimes(
          "IfNotPresent starts what the registry had",
          s -> pods.stream().anyMatch(pod -> runsOutdated(s, pod)));
    }
    if (policy == PullPolicy.ALWAYS && bounds.moves() > 0) {
      sometimes(
          "an old image of a tag is still there",
          s ->
              images.stream()
                  .filter(image -> image.version() == 0)
                  .filter(image -> store.version(s, image.tag()).equals(Optional.of(1)))
                  .anyMatch(
                      image -> store.presence(s, image.tag(), image.version()) == Presence.OLD));
    }
  }

  private ContainerImage container(State state, int pod) {
    return state.get(manager.containers().get(pod));
  }

  private boolean runs(State state, int pod) {
    return manager.stage(state, pod) == Stage.RUNNING;
  }

  /// Whether the container runs from an older image than the registry had when it was looked for.
  private boolean runsOutdated(State state, int pod) {
    var container = container(state, pod);
    return container.stage() == Stage.RUNNING && container.used().orElseThrow() < container.least();
  }

  /// Whether the image is on the node, or can be pulled; not if the pull hangs.
  private boolean canBeHad(State state, int pod) {
    return switch (policy) {
      case NEVER -> store.version(state, manager.tag(pod)).isPresent();
      case ALWAYS, IF_NOT_PRESENT ->
          !state.get(registry.missing().get(manager.tag(pod)))
              && manager.stage(state, pod) != Stage.STUCK;
    };
  }
}
