package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.controller.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/// An operator that is started again sees a data centre being deleted that has gone long since, and
/// deletes the volume claim of the one that has its name now.
///
/// Source: instaclustr/cassandra-operator, `pkg/controller/cassandradatacenter`.
final class ClaimOfAnotherDeleted extends ClusterModel {

  private static final int NAME = 0;
  private static final String FINALIZER = "operator";

  /// What the operator is asked for.
  ///
  /// @param running whether the operator has said that it runs, with its data
  record DataCenter(Meta meta, boolean running) implements ApiObject<DataCenter> {

    @Override
    public DataCenter with(Meta newMeta) {
      return new DataCenter(newMeta, running);
    }
  }

  private static final DataCenter NEW = new DataCenter(Meta.NEW.with(FINALIZER), false);

  private final boolean fixed;
  private final Resource<DataCenter> centers =
      resource("cassandradatacenters", List.of(Optional.of(new DataCenter(NEW.meta(), true))));
  private final Resource<PersistentVolumeClaim> claims =
      resource("persistentvolumeclaims", List.of(Optional.of(claimOf(NEW))));

  /// @param fixed whether claims are found by the uid of the data centre that they belong to, and
  ///     not by its name
  ClaimOfAnotherDeleted(boolean fixed) {
    super(2, 3);
    this.fixed = fixed;
    declareOperator();
    event(
        "somebody deletes the data centre",
        1,
        tx -> {
          tx.require(centers.exists(tx, NAME));
          centers.delete(tx, NAME);
        });
    event(
        "somebody creates it again",
        1,
        tx -> {
          tx.require(!centers.exists(tx, NAME));
          centers.create(tx, NAME, NEW);
        });

    whenever(
        "a data centre that runs has its volume claim",
        s -> centers.is(s, NAME, center -> center.running() && !center.meta().deleting()),
        s -> claims.exists(s, NAME));
    sometimes(
        "the data centre that came after it runs",
        s -> centers.is(s, NAME, center -> center.running() && center.meta().uid() > 0));
  }

  private static PersistentVolumeClaim claimOf(DataCenter center) {
    return new PersistentVolumeClaim(Meta.NEW.ownedBy(center.meta().uid()));
  }

  private void declareOperator() {
    var operator = component("operator");
    var known = watch(operator, centers);
    step(
        operator,
        "create the claim",
        tx -> {
          var center = known(tx, known, false);
          tx.require(!center.running()).require(!claims.exists(tx, NAME));
          claims.create(tx, NAME, claimOf(center));
        });
    step(
        operator,
        "say that it runs",
        tx -> {
          var center = known(tx, known, false);
          tx.require(!center.running()).require(hasClaim(tx, center));
          centers.update(tx, NAME, center, new DataCenter(center.meta(), true));
        });
    step(
        operator,
        "delete the claim",
        tx -> {
          tx.require(hasClaim(tx, known(tx, known, true)));
          claims.delete(tx, NAME);
        });
    step(
        operator,
        "let the data centre go",
        tx -> {
          var center = known(tx, known, true);
          tx.require(!hasClaim(tx, center));
          centers.update(tx, NAME, center, center.with(center.meta().without(FINALIZER)));
        });
    mayCrash(operator, 1);
  }

  /// The data centre as the operator knows it.
  private static DataCenter known(Transaction tx, Informer<DataCenter> known, boolean deleting) {
    var center = known.get(tx, NAME);
    tx.require(center.isPresent() && center.get().meta().deleting() == deleting);
    return center.orElseThrow();
  }

  /// Whether there is a claim that the operator takes for one of the data centre.
  private boolean hasClaim(State state, DataCenter center) {
    return claims.is(
        state,
        NAME,
        claim -> !fixed || claim.meta().owner().equals(Optional.of(center.meta().uid())));
  }
}
