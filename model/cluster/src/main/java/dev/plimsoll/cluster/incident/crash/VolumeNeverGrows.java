package dev.plimsoll.cluster.incident.crash;

import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.List;
import java.util.Optional;

/// An operator deletes a StatefulSet, enlarges its claim, and creates the StatefulSet again with
/// the new size. It goes by the StatefulSet whether the claim must grow: if it dies after the
/// deletion, it sees none, creates it with the new size, and takes the claim for large enough.
final class VolumeNeverGrows extends ClusterModel {

  private static final int ONLY = 0;
  private static final int SMALL = 10;
  private static final int LARGE = 15;

  /// A RabbitmqCluster, its StatefulSet or the claim of its pod.
  ///
  /// @param storage the size that it asks for, that its template has, or that it has
  private record Sized(Meta meta, int storage) implements ApiObject<Sized> {
    @Override
    public Sized with(Meta newMeta) {
      return new Sized(newMeta, storage);
    }

    Sized with(int size) {
      return new Sized(meta, size);
    }
  }

  private static final List<Optional<Sized>> INITIAL =
      List.of(Optional.of(new Sized(Meta.NEW, SMALL)));

  private final Resource<Sized> clusters = resource("rabbitmqclusters", INITIAL);
  private final Resource<Sized> sets = resource("statefulsets", INITIAL);
  private final Resource<Sized> claims = resource("claims", INITIAL);

  /// @param fixed whether the operator goes by the size of the claim
  VolumeNeverGrows(boolean fixed) {
    super(1, 2);
    declareOperator(fixed);
    event(
        "somebody asks for more storage",
        1,
        tx -> clusters.patch(tx, ONLY, cluster -> cluster.with(LARGE)));

    eventuallyAlways(
        "the claim is as large as asked for",
        s ->
            clusters
                .get(s, ONLY)
                .map(Sized::storage)
                .equals(claims.get(s, ONLY).map(Sized::storage)));
    sometimes(
        "a StatefulSet has a claim that has grown",
        s -> sets.exists(s, ONLY) && claims.is(s, ONLY, claim -> claim.storage() == LARGE));
  }

  private void declareOperator(boolean fixed) {
    var operator = component("operator");
    var deleted = memory(operator, "it has deleted the StatefulSet to enlarge the claim", false);
    var known = watch(operator, clusters);
    var knownSets = watch(operator, sets);
    step(
        operator,
        "delete the StatefulSet",
        tx -> {
          var size = known.get(tx, ONLY).orElseThrow().storage();
          var measure = fixed ? claims.get(tx, ONLY) : knownSets.get(tx, ONLY);
          tx.require(deleted, false);
          tx.require(measure.isPresent() && measure.get().storage() < size);
          sets.delete(tx, ONLY);
          tx.set(deleted, true);
        });
    step(
        operator,
        "enlarge the claim",
        tx -> {
          tx.require(deleted, true);
          var size = known.get(tx, ONLY).orElseThrow().storage();
          claims.patch(tx, ONLY, claim -> claim.with(size));
          tx.set(deleted, false);
        });
    step(
        operator,
        "create the StatefulSet",
        tx -> {
          var size = known.get(tx, ONLY).orElseThrow().storage();
          tx.require(deleted, false).require(knownSets.get(tx, ONLY).isEmpty());
          tx.require(!fixed || claims.is(tx, ONLY, claim -> claim.storage() >= size));
          tx.require(!sets.exists(tx, ONLY));
          sets.create(tx, ONLY, new Sized(Meta.NEW, size));
        });
    mayCrash(operator, 1);
  }
}
