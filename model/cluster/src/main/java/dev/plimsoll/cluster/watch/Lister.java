package dev.plimsoll.cluster.watch;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.etcd.Call.Range;
import dev.plimsoll.cluster.etcd.Etcd;
import dev.plimsoll.cluster.etcd.Keyspace;
import dev.plimsoll.cluster.etcd.Response;
import dev.plimsoll.cluster.watch.Listing.Answer;
import dev.plimsoll.cluster.watch.Listing.Match;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A client that lists once, in any of the ways there are; cacher.go, `GetList`, and
/// `staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go`, `GetList`, v1.30.
final class Lister {

  private final int names;
  private final Bug bug;
  private final Cell<Optional<Listing>> cell;
  private final List<ApiServer> servers;
  private final Etcd.Session session;

  Lister(int names, Bug bug, Cell<Optional<Listing>> cell, List<ApiServer> servers, Etcd etcd) {
    this.names = names;
    this.bug = bug;
    this.cell = cell;
    this.servers = List.copyOf(servers);
    session = etcd.connect(1, this::answered);
  }

  /// Asks an API server.
  ///
  /// @param acknowledged the newest revision of a write that was acknowledged
  void ask(Transaction tx, int acknowledged) {
    tx.require(cell, Optional.empty());
    var match = tx.choose(List.of(Match.values()));
    var version =
        match == Match.NEWEST || match == Match.ANY
            ? 0
            : tx.choose(IntStream.rangeClosed(1, acknowledged).boxed().toList());
    var server = tx.choose(servers);
    var delegated = isDelegated(match, server.cacher(tx));
    var none = new Answer.None(delegated);
    tx.set(cell, Optional.of(new Listing(match, version, server.number(), acknowledged, none)));
    if (delegated) {
      session.call(tx, new Range(names, match == Match.EXACT ? version : Range.NEWEST));
    }
  }

  /// Whether etcd answers, not the watch cache; `shouldDelegateList`.
  private boolean isDelegated(Match match, Cacher cacher) {
    return switch (match) {
      case NEWEST -> bug != Bug.LIST_FROM_CACHE;
      case ANY -> !cacher.ready();
      case NOT_OLDER_THAN -> false;
      case EXACT -> true;
    };
  }

  private void answered(Transaction tx, Response response) {
    var answer =
        switch (response) {
          case Response.Ranged(var revision, var versions) ->
              new Answer.Listed(new Objects(versions), revision);
          case Response.Compacted _ -> new Answer.Gone();
          case Response.Future _ -> new Answer.TooLarge();
          case Response.Done _, Response.Unequal _ -> new Answer.None(true);
        };
    answer(tx, answer);
  }

  private void answer(Transaction tx, Answer answer) {
    tx.update(cell, before -> before.map(listing -> listing.with(answer)));
  }

  /// Is answered with what the watch cache holds.
  void answerFromCache(Transaction tx) {
    var listing = waiting(tx);
    var cacher = servers.get(listing.server()).cacher(tx);
    tx.require(!isOld(cacher, listing) || bug == Bug.LIST_DOES_NOT_WAIT);
    answer(tx, new Answer.Listed(cacher.store(), cacher.resourceVersion()));
  }

  /// The watch cache has not become as new in time.
  void timeOut(Transaction tx) {
    var listing = waiting(tx);
    tx.require(isOld(servers.get(listing.server()).cacher(tx), listing));
    answer(tx, new Answer.TooLarge());
  }

  private Listing waiting(Transaction tx) {
    var so = tx.get(cell);
    tx.require(so.isPresent());
    var listing = so.orElseThrow();
    tx.require(listing.answer() instanceof Answer.None(var delegated) && !delegated);
    tx.require(servers.get(listing.server()).cacher(tx).ready());
    return listing;
  }

  private static boolean isOld(Cacher cacher, Listing listing) {
    return cacher.resourceVersion() < listing.resourceVersion();
  }

  // ---- what is claimed

  /// Whether it was answered something.
  boolean isAnswered(State state, Class<? extends Answer> kind) {
    return state.get(cell).filter(listing -> kind.isInstance(listing.answer())).isPresent();
  }

  /// Whether there is no answer, or it has the version that was asked for, and what there was then.
  boolean isRight(State state, Keyspace etcd) {
    var listing = state.get(cell);
    if (listing.isEmpty()
        || !(listing.get().answer() instanceof Answer.Listed(var objects, var version))) {
      return true;
    }
    return isWanted(listing.get(), version) && objects.equals(Objects.of(etcd, names, version));
  }

  private static boolean isWanted(Listing listing, int version) {
    return switch (listing.match()) {
      case NEWEST -> version >= listing.acknowledged();
      case ANY -> true;
      case NOT_OLDER_THAN -> version >= listing.resourceVersion();
      case EXACT -> version == listing.resourceVersion();
    };
  }
}
