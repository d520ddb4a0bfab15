package dev.plimsoll.cluster.node.image;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.node.image.ContainerImage.Stage;
import dev.plimsoll.cluster.node.image.ImageStore.Image;
import dev.plimsoll.cluster.node.image.ImageStore.Presence;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
  private final Cells<ContainerImage> containers;
  private final ImageStore store;
  private final Cells<Integer> inRegistry;
  private final Cells<Boolean> missing;
  private final Cell<Boolean> reachable;
  private final Cell<Optional<Image>> listed;

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
    var isLoaded = policy == PullPolicy.NEVER;
    containers = cells("container", bounds.pods(), ContainerImage.NEW);
    store =
        new ImageStore(
            cells(
                "tag on the node",
                bounds.tags(),
                isLoaded ? Optional.of(0) : Optional.<Integer>empty()),
            cells(
                "image",
                images.stream()
                    .map(each -> isLoaded && each.version() == 0 ? Presence.OLD : Presence.ABSENT)
                    .toList()));
    inRegistry = cells("tag in the registry", bounds.tags(), 0);
    missing = cells("missing in the registry", bounds.tags(), false);
    reachable = cell("registry can be reached", true);
    listed = cell("image to be collected", Optional.empty());

    declareContainers();
    declarePulls();
    declareCollection();
    declareFaults();
    declareClaims();
  }

  private int tag(int pod) {
    return pod % bounds.tags();
  }

  private void change(
      int pod, Transaction tx, Stage from, BiConsumer<Transaction, ContainerImage> body) {
    var container = tx.get(containers.get(pod));
    tx.require(container.stage() == from);
    body.accept(tx, container);
  }

  // ---- what the kubelet does

  private void declareContainers() {
    step(kubelet, "look for the image", pods, this::lookFor);
    step(kubelet, "start the container", pods, this::start);
    step(
        kubelet,
        "back off",
        pods,
        (tx, pod) ->
            change(
                pod,
                tx,
                Stage.ERR_IMAGE_PULL,
                (t, container) ->
                    t.set(containers.get(pod), container.at(Stage.IMAGE_PULL_BACK_OFF))));
    step(
        kubelet,
        "end the back-off",
        pods,
        (tx, pod) ->
            change(
                pod,
                tx,
                Stage.IMAGE_PULL_BACK_OFF,
                (t, container) -> {
                  t.require(bug != Bug.GIVES_UP);
                  t.set(containers.get(pod), container.at(Stage.WAITING));
                }));
  }

  private void lookFor(Transaction tx, int pod) {
    var container = tx.get(containers.get(pod));
    var isNew = container.stage() == Stage.WAITING;
    tx.require(isNew || container.stage() == Stage.ERR_IMAGE_NEVER_PULL);
    var present = store.version(tx, tag(pod));
    var looking = container.lookedFor(tx.get(inRegistry.get(tag(pod))));
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
    var is = bug == Bug.PULLS_ANYWAY || bug == Bug.TRUSTS_THE_CACHE;
    return (is ? PullPolicy.IF_NOT_PRESENT : policy).pulls(present);
  }

  /// Starts the container, if its image is still there.
  private void start(Transaction tx, int pod) {
    var container = tx.get(containers.get(pod));
    tx.require(container.stage() == Stage.PRESENT || container.stage() == Stage.PULLED);
    var version = container.found().orElseThrow();
    var isThere = store.presence(tx, tag(pod), version) != Presence.ABSENT;
    tx.set(containers.get(pod), isThere ? container.started() : container.at(Stage.WAITING));
  }

  // ---- pulls

  private void declarePulls() {
    step(
        kubelet,
        "begin to pull",
        pods,
        (tx, pod) ->
            change(
                pod,
                tx,
                Stage.QUEUED,
                (t, container) -> {
                  t.require(pulling(t) < bounds.parallel());
                  t.set(
                      containers.get(pod),
                      isServed(t, tag(pod))
                          ? container.at(Stage.PULLING, t.get(inRegistry.get(tag(pod))))
                          : container.at(Stage.ERR_IMAGE_PULL));
                }));
    step(
        kubelet,
        "finish a pull",
        pods,
        (tx, pod) ->
            change(
                pod,
                tx,
                Stage.PULLING,
                (t, container) -> {
                  if (t.get(reachable)) {
                    var version = container.found().orElseThrow();
                    var isNew = store.presence(t, tag(pod), version) == Presence.ABSENT;
                    store.add(t, tag(pod), version);
                    t.set(
                        containers.get(pod),
                        container.at(isNew ? Stage.PULLED : Stage.PRESENT, version));
                  } else {
                    t.set(containers.get(pod), container.at(Stage.ERR_IMAGE_PULL));
                  }
                }));
  }

  private long pulling(State state) {
    return containers.count(
        state, each -> each.stage() == Stage.PULLING || each.stage() == Stage.STUCK);
  }

  private boolean isServed(State state, int tag) {
    return state.get(reachable) && !state.get(missing.get(tag));
  }

  // ---- collection

  private void declareCollection() {
    step(
        kubelet,
        "an image gets old",
        images,
        (tx, image) -> {
          tx.require(!isPulled(tx, image)); // a container starts sooner than its image gets old
          store.age(tx, image);
        });
    event(
        "the disk is full",
        bounds.collections(),
        tx -> {
          var image = tx.choose(images.stream().filter(each -> mayBeCollected(tx, each)).toList());
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

  private boolean mayBeCollected(State state, Image image) {
    var isUsed = pods.stream().anyMatch(pod -> isUsed(state, pod, image));
    return switch (store.presence(state, image.tag(), image.version())) {
      case ABSENT -> false;
      case YOUNG -> bug == Bug.COLLECTS_WHAT_IS_YOUNG && !isUsed;
      case OLD -> bug == Bug.COLLECTS_WHAT_IS_USED || !isUsed;
    };
  }

  private boolean isUsed(State state, int pod, Image image) {
    return tag(pod) == image.tag()
        && state.get(containers.get(pod)).used().equals(Optional.of(image.version()));
  }

  private boolean isPulled(State state, Image image) {
    return pods.stream()
        .filter(pod -> tag(pod) == image.tag())
        .map(pod -> state.get(containers.get(pod)))
        .anyMatch(
            each ->
                each.stage() == Stage.PULLED && each.found().equals(Optional.of(image.version())));
  }

  // ---- what happens

  private void declareFaults() {
    event(
        "a tag is moved",
        bounds.moves(),
        tx -> tx.update(tx.choose(inRegistry), version -> version + 1));
    var faults = cell("faults left", bounds.faults());
    fault(
        "the registry cannot be reached",
        faults,
        tx -> tx.require(reachable, true).set(reachable, false));
    step(
        kubelet,
        "the registry can be reached again",
        tx -> tx.require(reachable, false).set(reachable, true));
    fault("an image is deleted from the registry", faults, tx -> tx.set(tx.choose(missing), true));
    fault("a pull hangs", faults, tx -> befall(tx, Stage.PULLING, Stage.STUCK));
    fault("a container ends", faults, tx -> befall(tx, Stage.RUNNING, Stage.WAITING));
    fault(
        "the kubelet is restarted",
        faults,
        tx -> {
          tx.set(listed, Optional.empty());
          containers.forEach(
              cell ->
                  tx.update(
                      cell, each -> each.stage() == Stage.RUNNING ? each : each.at(Stage.WAITING)));
        });
  }

  private void befall(Transaction tx, Stage from, Stage to) {
    var pod = tx.choose(pods);
    change(
        pod,
        tx,
        from,
        (t, container) ->
            t.set(
                containers.get(pod),
                container.found().map(each -> container.at(to, each)).orElse(container.at(to))));
  }

  // ---- claims

  private void declareClaims() {
    whenever(
        "an image is there that a container runs from",
        pods,
        (s, pod) -> stage(s, pod) == Stage.RUNNING,
        (s, pod) -> isThere(s, pod, s.get(containers.get(pod)).used()));
    if (policy != PullPolicy.NEVER) {
      whenever(
          "an image is there that has just been pulled",
          pods,
          (s, pod) -> stage(s, pod) == Stage.PULLED,
          (s, pod) -> isThere(s, pod, s.get(containers.get(pod)).found()));
    }
    always(
        "an image is pulled only if its policy says so",
        pods,
        (s, pod) -> policy != PullPolicy.NEVER || !stage(s, pod).isPull());
    always(
        "Always starts what the registry has",
        pods,
        (s, pod) -> policy != PullPolicy.ALWAYS || !runsOutdated(s, pod));
    eventuallyAlways(
        "in the end every pod runs whose image can be had",
        s -> pods.stream().allMatch(pod -> stage(s, pod) == Stage.RUNNING || !canBeHad(s, pod)));
    declareSights();
  }

  private void declareSights() {
    sometimes("all pods run", s -> pods.stream().allMatch(p -> stage(s, p) == Stage.RUNNING));
    switch (policy) {
      case NEVER -> {
        if (bounds.collections() > 0) {
          sometimes(
              "an image is missing that is never pulled", s -> any(s, Stage.ERR_IMAGE_NEVER_PULL));
        }
      }
      case ALWAYS, IF_NOT_PRESENT -> {
        if (bounds.faults() > 0) {
          sometimes("a pull has failed", s -> any(s, Stage.IMAGE_PULL_BACK_OFF));
        }
      }
    }
    if (policy == PullPolicy.IF_NOT_PRESENT && bounds.moves() > 0) {
      sometimes(
          "IfNotPresent starts what the registry had",
          s -> pods.stream().anyMatch(pod -> runsOutdated(s, pod)));
    }
    if (policy == PullPolicy.ALWAYS && bounds.moves() > 0) {
      sometimes(
          "two images of a tag are there",
          s -> IntStream.range(0, bounds.tags()).anyMatch(tag -> hasTwo(s, tag)));
    }
  }

  private Stage stage(State state, int pod) {
    return state.get(containers.get(pod)).stage();
  }

  private boolean any(State state, Stage stage) {
    return containers.any(state, each -> each.stage() == stage);
  }

  private boolean isThere(State state, int pod, Optional<Integer> version) {
    return store.presence(state, tag(pod), version.orElseThrow()) != Presence.ABSENT;
  }

  /// Whether the container runs from an older image than the registry had when it was looked for.
  private boolean runsOutdated(State state, int pod) {
    var container = state.get(containers.get(pod));
    return container.stage() == Stage.RUNNING && container.used().orElseThrow() < container.least();
  }

  private boolean hasTwo(State state, int tag) {
    return images.stream()
            .filter(image -> image.tag() == tag)
            .filter(image -> store.presence(state, tag, image.version()) != Presence.ABSENT)
            .count()
        == 2;
  }

  /// Whether the image is on the node, or can be pulled; not if the pull hangs.
  private boolean canBeHad(State state, int pod) {
    return switch (policy) {
      case NEVER -> store.version(state, tag(pod)).isPresent();
      case ALWAYS, IF_NOT_PRESENT ->
          !state.get(missing.get(tag(pod))) && stage(state, pod) != Stage.STUCK;
    };
  }
}
