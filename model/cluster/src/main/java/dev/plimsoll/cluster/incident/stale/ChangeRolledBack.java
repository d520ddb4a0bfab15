package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.List;
import java.util.Optional;

/// An operator that is started again lists from an API server that lags: reads do not go on where
/// they were before, so that it rolls out a configuration that has been replaced long since.
final class ChangeRolledBack extends ClusterModel {

  private static final int NAME = 0;

  /// Something with a configuration, given as how often it was changed: what the operator is asked
  /// for, and the secret that the pods mount.
  record Configured(Meta meta, int configuration) implements ApiObject<Configured> {

    @Override
    public Configured with(Meta newMeta) {
      return new Configured(newMeta, configuration);
    }

    Configured with(int newConfiguration) {
      return new Configured(meta, newConfiguration);
    }
  }

  private static final List<Optional<Configured>> INITIAL =
      List.of(Optional.of(new Configured(Meta.NEW, 0)));

  private final Resource<Configured> clusters = resource("elasticsearches", INITIAL);
  private final Resource<Configured> secrets = resource("secrets", INITIAL);

  /// @param fixed whether the operator reads consistently when it starts
  ChangeRolledBack(boolean fixed) {
    super(2, 2);
    var operator = component("operator", fixed);
    var knownClusters = watch(operator, clusters);
    var knownSecrets = watch(operator, secrets);
    step(
        operator,
        "roll out the configuration",
        tx -> {
          var asked = knownClusters.get(tx, NAME).orElseThrow().configuration();
          var secret = knownSecrets.get(tx, NAME).orElseThrow();
          tx.require(secret.configuration() != asked);
          tx.require(secrets.get(tx, NAME).equals(Optional.of(secret))); // else it is a conflict
          secrets.update(tx, NAME, secret, secret.with(asked));
        });
    mayCrash(operator, 2);
    event("somebody changes the configuration", 2, this::change);

    stable(
        "a change that was rolled out stays",
        List.of(1, 2),
        (s, change) -> secrets.is(s, NAME, secret -> secret.configuration() >= change));
    sometimes(
        "the last change is rolled out",
        s -> secrets.is(s, NAME, secret -> secret.configuration() == 2));
  }

  private void change(Transaction tx) {
    clusters.patch(tx, NAME, cluster -> cluster.with(cluster.configuration() + 1));
  }
}
