package dev.plimsoll.cluster.incident.controller;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A controller creates a MachineSet of a random name, and waits for its cache to show it, but not
/// forever: if it looks again before, it sees no MachineSet of the template, and creates another.
final class OneMachineSetTooMany extends ClusterModel {

  private static final int ONLY = 0;

  /// A MachineDeployment, or a MachineSet of it.
  ///
  /// @param template which template its machines are made from
  private record Machines(Meta meta, int template) implements ApiObject<Machines> {
    @Override
    public Machines with(Meta newMeta) {
      return new Machines(newMeta, template);
    }
  }

  private final Resource<Machines> deployments =
      resource("machinedeployments", List.of(Optional.of(new Machines(Meta.NEW, 1))));
  private final Resource<Machines> sets = resource("machinesets", 3);

  /// @param fixed whether the controller asks the API server before it creates a MachineSet
  OneMachineSetTooMany(boolean fixed) {
    super(1, 2);
    declareController(fixed);
    event(
        "somebody changes the template",
        1,
        tx -> deployments.patch(tx, ONLY, deployment -> new Machines(deployment.meta(), 2)));

    always(
        "one MachineSet for each template",
        List.of(1, 2),
        (s, template) ->
            sets.list(s).stream().filter(set -> set.template() == template).count() <= 1);
    sometimes("each template has a MachineSet", s -> sets.list(s).size() == 2);
  }

  private void declareController(boolean fixed) {
    var controller = component("machinedeployment controller");
    var awaited = memory(controller, "a MachineSet to be seen", Optional.<Integer>empty());
    var known = watch(controller, deployments);
    Informer<Machines> knownSets = watch(controller, sets);
    step(
        controller,
        "create a MachineSet",
        tx -> {
          tx.require(awaited, Optional.empty());
          var template = known.get(tx, ONLY).orElseThrow().template();
          Predicate<Machines> ofTemplate = set -> set.template() == template;
          tx.require(knownSets.list(tx).stream().noneMatch(ofTemplate));
          tx.require(!fixed || sets.list(tx).stream().noneMatch(ofTemplate));
          var free = sets.free(tx);
          tx.require(!free.isEmpty());
          sets.create(tx, free.getFirst(), new Machines(Meta.NEW, template));
          tx.set(awaited, Optional.of(free.getFirst()));
        });
    step(
        controller,
        "see that it is there",
        tx -> {
          var name = tx.get(awaited);
          tx.require(name.isPresent() && knownSets.get(tx, name.get()).isPresent());
          tx.set(awaited, Optional.empty());
        });
    event(
        "waiting for the cache takes too long",
        1,
        tx -> tx.require(tx.get(awaited).isPresent()).set(awaited, Optional.empty()));
    mayCrash(controller, 1);
  }
}
