package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A StatefulSet controller that was started again knows its StatefulSet and the pods, but has not
/// listed the ControllerRevisions yet. It makes one for a template that has one; as the name is
/// taken, it makes it under another name. The pods have the label of the first, so that it replaces
/// them, though their template is the one that is asked for.
///
/// Source: `pkg/controller/statefulset/stateful_set_control.go` (`getStatefulSetRevisions`) and
/// `pkg/controller/history/controller_history.go` (`CreateControllerRevision`), v1.8. Left out:
/// that there is a limit of revisions, that hashes may be equal by chance, and the order of pods.
final class RevisionsMadeAnew extends ClusterModel {

  private static final int WEB = 0;
  private static final List<Integer> ORDINALS = List.of(0, 1);
  private static final List<Integer> TEMPLATES = List.of(0, 1);

  /// How often the names of one template may collide.
  private static final int COLLISIONS = 2;

  private static final int NAMES_OF_TEMPLATE = COLLISIONS + 1;

  /// @param template `spec.template`
  /// @param collisionCount `status.collisionCount`: part of the names of revisions
  private record StatefulSet(Meta meta, int template, int collisionCount)
      implements ApiObject<StatefulSet> {

    @Override
    public StatefulSet with(Meta newMeta) {
      return new StatefulSet(newMeta, template, collisionCount);
    }

    StatefulSet withTemplate(int other) {
      return new StatefulSet(meta, other, collisionCount);
    }

    StatefulSet withCollisions(int count) {
      return new StatefulSet(meta, template, count);
    }
  }

  /// @param template `data`
  /// @param revision the later, the larger
  private record ControllerRevision(Meta meta, int template, int revision)
      implements ApiObject<ControllerRevision> {

    @Override
    public ControllerRevision with(Meta newMeta) {
      return new ControllerRevision(newMeta, template, revision);
    }
  }

  /// @param template what it was made from
  /// @param revision its label `controller-revision-hash`: the name of the ControllerRevision
  private record Replica(Meta meta, int template, int revision) implements ApiObject<Replica> {

    private static final String GRACE = "graceful deletion";

    @Override
    public Replica with(Meta newMeta) {
      return new Replica(newMeta, template, revision);
    }

    static Replica of(int template, int revision) {
      return new Replica(Meta.NEW.with(GRACE), template, revision);
    }

    Replica ended() {
      return with(meta.without(GRACE));
    }
  }

  private final Resource<StatefulSet> sets =
      resource("statefulsets", List.of(Optional.of(new StatefulSet(Meta.NEW, 0, 0))));
  private final Resource<ControllerRevision> revisions =
      resource("controllerrevisions", TEMPLATES.size() * NAMES_OF_TEMPLATE);
  private final Resource<Replica> pods = resource("pods", ORDINALS.size());

  /// @param fixed whether a revision is taken up that has the name already and holds the same
  RevisionsMadeAnew(boolean fixed) {
    super(1, 1);
    declareController(fixed);
    step(
        component("kubelet"),
        "let a pod go",
        ORDINALS,
        (tx, ordinal) -> {
          tx.require(pods.is(tx, ordinal, pod -> pod.meta().deleting()));
          pods.patch(tx, ordinal, Replica::ended);
        });
    event(
        "kubectl apply of another template",
        1,
        tx -> sets.patch(tx, WEB, set -> set.withTemplate(1)));

    always(
        "a pod is replaced only if another template is asked for",
        ORDINALS,
        (s, ordinal) ->
            pods.get(s, ordinal)
                .filter(pod -> pod.meta().deleting())
                .filter(pod -> pod.template() == template(s))
                .isEmpty());
    sometimes(
        "all pods have been updated",
        s -> ORDINALS.stream().allMatch(each -> pods.is(s, each, pod -> pod.template() == 1)));
  }

  private int template(State state) {
    return sets.get(state, WEB).orElseThrow().template();
  }

  private void declareController(boolean takesUp) {
    var controller = component("statefulset controller");
    var knownSets = watch(controller, sets);
    var knownPods = watch(controller, pods);
    var known = watch(controller, revisions);
    var listed = cell(controller.name() + ": has listed controllerrevisions", true);
    controller.add(listed, false);
    var made = memory(controller, "revision made", Optional.<Integer>empty());
    step(
        controller,
        "list controllerrevisions",
        tx -> tx.require(listed, false).set(listed, true).set(made, Optional.empty()));
    step(
        controller,
        "make a controllerrevision",
        tx -> {
          var set = knownSets.get(tx, WEB).orElseThrow();
          tx.require(!tx.get(listed) || newest(tx, known, set.template()).isEmpty());
          tx.set(made, Optional.of(create(tx, set, nextRevision(tx, known, listed), takesUp)));
        });
    step(
        controller,
        "create a pod",
        ORDINALS,
        (tx, ordinal) -> {
          var template = knownSets.get(tx, WEB).orElseThrow().template();
          tx.require(knownPods.get(tx, ordinal).isEmpty() && !pods.exists(tx, ordinal));
          var revision = current(tx, known, listed, made, template);
          tx.require(revision.isPresent());
          pods.create(tx, ordinal, Replica.of(template, revision.orElseThrow()));
        });
    step(
        controller,
        "delete a pod of another revision",
        ORDINALS,
        (tx, ordinal) -> {
          var template = knownSets.get(tx, WEB).orElseThrow().template();
          var revision = current(tx, known, listed, made, template);
          tx.require(revision.isPresent());
          var pod = knownPods.get(tx, ordinal);
          tx.require(pod.isPresent() && pod.get().revision() != revision.orElseThrow());
          tx.require(!pod.get().meta().deleting());
          pods.delete(tx, ordinal, pod.get().meta().uid());
        });
    mayCrash(controller, 1);
  }

  /// The revision that pods are to have: of those of the template that the controller knows the
  /// newest, or the one that it has just made.
  private static Optional<Integer> current(
      State state,
      Informer<ControllerRevision> known,
      Cell<Boolean> listed,
      Cell<Optional<Integer>> made,
      int template) {
    var newest = state.get(listed) ? newest(state, known, template) : Optional.<Integer>empty();
    return newest.or(() -> state.get(made).filter(name -> name / NAMES_OF_TEMPLATE == template));
  }

  private static Optional<Integer> newest(
      State state, Informer<ControllerRevision> known, int template) {
    return IntStream.range(0, known.names())
        .boxed()
        .filter(name -> known.is(state, name, each -> each.template() == template))
        .max(Comparator.comparingInt(name -> known.get(state, name).orElseThrow().revision()));
  }

  private static int nextRevision(
      State state, Informer<ControllerRevision> known, Cell<Boolean> listed) {
    return state.get(listed)
        ? known.list(state).stream().mapToInt(ControllerRevision::revision).max().orElse(0) + 1
        : 1;
  }

  /// Makes a revision under the first name that is free, or takes up the one that is there.
  ///
  /// @return its name
  private int create(Transaction tx, StatefulSet set, int revision, boolean takesUp) {
    var free =
        IntStream.rangeClosed(set.collisionCount(), COLLISIONS)
            .filter(count -> takesUp || !revisions.exists(tx, name(set.template(), count)))
            .findFirst();
    tx.require(free.isPresent());
    var count = free.orElseThrow();
    var name = name(set.template(), count);
    revisions.create(tx, name, new ControllerRevision(Meta.NEW, set.template(), revision));
    if (count > set.collisionCount()) {
      sets.patch(tx, WEB, each -> each.withCollisions(count));
    }
    return name;
  }

  private static int name(int template, int collisions) {
    return template * NAMES_OF_TEMPLATE + collisions;
  }
}
