package dev.plimsoll.cluster.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The keys of etcd at all revisions: what a member makes of the calls that it has applied.
///
/// Keys are numbers. Each event makes a revision, from 1; at first there is the key 0. What is
/// compacted is kept for claims, and no call is answered from it.
///
/// Source: etcd `server/storage/mvcc/kvstore.go` and `kvstore_txn.go`, v3.5.
///
/// @param events by revision
/// @param compacted the revision before which all is forgotten; 0 for none
public record Keyspace(List<Event> events, int compacted) {

  /// The key of a revision of nothing.
  private static final int NO_KEY = Integer.MAX_VALUE;

  /// What a call leads to.
  public record Applied(Keyspace keyspace, Response response) {}

  /// At first.
  public static final Keyspace INITIAL = new Keyspace(List.of(new Event(1, 0, false, 0)), 0);

  public Keyspace {
    events = List.copyOf(events);
  }

  /// The newest revision.
  public int revision() {
    return events.size();
  }

  /// The revision that changed the key last, as of a revision; 0 where it was not there.
  public int modRevision(int key, int at) {
    for (var revision = at; revision > 0; revision--) {
      var event = events.get(revision - 1);
      if (event.key() == key) {
        return event.deletes() ? 0 : revision;
      }
    }
    return 0;
  }

  /// The mod revisions of the first keys, as of a revision.
  public List<Integer> modRevisions(int keys, int at) {
    return IntStream.range(0, keys).map(key -> modRevision(key, at)).boxed().toList();
  }

  /// The events of the first keys after a revision, up to another.
  public List<Event> events(int keys, int after, int upTo) {
    return events.subList(Math.min(after, upTo), upTo).stream()
        .filter(event -> event.key() < keys)
        .toList();
  }

  /// Makes a call.
  public Applied apply(Call call) {
    return switch (call) {
      case Call.Txn txn -> apply(txn);
      case Call.Range(var keys, var revision) -> new Applied(this, range(keys, revision));
      case Call.Compact(var at) when at <= compacted -> new Applied(this, new Response.Compacted());
      case Call.Compact(var at) when at > revision() -> new Applied(this, new Response.Future());
      case Call.Compact(var at) ->
          new Applied(new Keyspace(events, at), new Response.Done(revision()));
    };
  }

  /// What is there after a restore from a backup.
  ///
  /// @param backup the newest revision in it
  public Keyspace restored(int backup) {
    return new Keyspace(events.subList(0, backup), Math.min(compacted, backup));
  }

  /// What is there after a restore that makes revisions of nothing, and forgets all before the
  /// last (`etcdutl snapshot restore --bump-revision --mark-compacted`, v3.6).
  ///
  /// @param to the last
  public Keyspace bumped(int to) {
    var more = new ArrayList<>(events);
    while (more.size() < to) {
      more.add(new Event(more.size() + 1, NO_KEY, false, 0));
    }
    return new Keyspace(more, to);
  }

  private Applied apply(Call.Txn txn) {
    var held = modRevision(txn.key(), revision());
    if ((txn.compares() && held != txn.read()) || (txn.deletes() && held == 0)) {
      return new Applied(this, new Response.Unequal());
    }
    var revision = revision() + 1;
    var more = new ArrayList<>(events);
    more.add(new Event(revision, txn.key(), txn.deletes(), txn.read()));
    return new Applied(new Keyspace(more, compacted), new Response.Done(revision));
  }

  /// Reads the first keys at a revision.
  public Response range(int keys, int revision) {
    var at = revision == Call.Range.NEWEST ? revision() : revision;
    if (at > revision()) {
      return new Response.Future();
    }
    return at < compacted
        ? new Response.Compacted()
        : new Response.Ranged(at, modRevisions(keys, at));
  }
}
