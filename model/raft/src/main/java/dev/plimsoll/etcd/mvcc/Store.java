package dev.plimsoll.etcd.mvcc;

import dev.plimsoll.etcd.lease.Lessor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The key-value store of a member while it runs.
///
/// The database is that of its memory, of which the disk has what was committed: {@link
/// #restored} from there is what a crash makes of it. A compaction takes several steps: {@link
/// #schedule}, then {@link #compactBatch} as long as there is one, after each of which the database
/// is committed but for the last.
///
/// Source: etcd `server/mvcc/kvstore.go` and `kvstore_compaction.go`, `store`, v3.5.33.
///
/// @param currentRevision the main revision of the last transaction; 1 for none
/// @param compactRevision the main revision that was compacted at last; 0 for none: what was there
///     before it cannot be asked for
/// @param compaction that is under way
public record Store(
    Database database,
    TreeIndex index,
    int currentRevision,
    int compactRevision,
    Optional<Compaction> compaction,
    Lessor lessor) {

  /// What a store does; kvstore.go, `StoreConfig`.
  ///
  /// @param compactionBatch how many changes a compaction looks at before it commits; above 0
  public record Config(int compactionBatch, Bug bug) {}

  /// How a compaction is answered.
  public enum Scheduled {
    /// It begins.
    BEGINS,
    /// There was one of this revision, or a later one; `ErrCompacted`.
    COMPACTED,
    /// There is no such revision yet; `ErrFutureRev`.
    FUTURE
  }

  /// The newest revision; see {@link #range}.
  public static final int NEWEST = 0;
  /// As many as there are; see {@link #range}.
  public static final int NO_LIMIT = 0;
  /// Of a member that starts for the first time.
  public static final Store EMPTY =
      new Store(Database.EMPTY, TreeIndex.EMPTY, 1, 0, Optional.empty(), Lessor.EMPTY);

  // ---- reads

  /// Reads keys as of a revision; `rangeKeys`.
  ///
  /// @param revision {@link #NEWEST} for the newest
  /// @param limit how many are told; {@link #NO_LIMIT} for all
  public RangeResult range(KeyRange range, int revision, int limit) {
    return range(range, revision, limit, currentRevision);
  }

  RangeResult range(KeyRange range, int revision, int limit, int newest) {
    if (revision > newest) {
      return new RangeResult.Future();
    }
    var at = revision == NEWEST ? newest : revision;
    if (at < compactRevision) {
      return new RangeResult.Compacted();
    }
    var revisions = index.revisions(range, at);
    var told = limit == NO_LIMIT ? revisions.size() : Math.min(limit, revisions.size());
    var kvs = revisions.subList(0, told).stream().map(this::at).toList();
    return new RangeResult.Found(kvs, revisions.size(), newest);
  }

  /// What there is, by key.
  public List<KeyValue> contents() {
    return index.revisions(KeyRange.ALL, currentRevision).stream().map(this::at).toList();
  }

  /// The key as it is; absent where there is none.
  public KeyValue get(String key) {
    return index.revisions(KeyRange.of(key), currentRevision).stream()
        .map(this::at)
        .findFirst()
        .orElseGet(() -> KeyValue.absent(key));
  }

  private KeyValue at(Revision revision) {
    return database.rows().stream()
        .filter(row -> row.revision().equals(revision))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("range failed to find revision pair " + revision))
        .kv();
  }

  /// The changes of keys from one main revision to another, which are known still, in order;
  /// watchable_store.go, `rangeEvents`.
  public List<Event> events(KeyRange range, int from, int to) {
    return database.rows().stream()
        .filter(row -> row.revision().main() >= from && row.revision().main() <= to)
        .filter(row -> range.contains(row.kv().key()))
        .map(Database.Row::event)
        .toList();
  }

  // ---- writes

  /// Begins a transaction.
  public WriteTxn write() {
    return new WriteTxn(this);
  }

  /// With other leases, of which none is saved that was not.
  public Store with(Lessor newLessor) {
    return with(database, newLessor);
  }

  /// With other leases, of which one is saved; lease.go, `persistTo`.
  public Store saving(Lessor newLessor, int id) {
    return with(database.with(newLessor.lookup(id).orElseThrow().saved()), newLessor);
  }

  private Store with(Database newDatabase, Lessor newLessor) {
    return new Store(newDatabase, index, currentRevision, compactRevision, compaction, newLessor);
  }

  /// Without a lease that there is, and without its keys; lessor.go, `Revoke`: all of it is one
  /// transaction.
  public WriteTxn revoke(int id) {
    var keys = lessor.lookup(id).orElseThrow().keys();
    var txn = write();
    keys.forEach(key -> txn.deleteRange(KeyRange.of(key)));
    txn.without(id);
    return txn;
  }

  /// With all entries of the log up to an index; cindex.go.
  public Store at(int consistentIndex) {
    return with(database.at(consistentIndex), lessor);
  }

  // ---- compaction

  /// How a compaction is answered; `updateCompactRev`.
  public Scheduled answer(int revision) {
    if (revision <= compactRevision) {
      return Scheduled.COMPACTED;
    }
    return revision > currentRevision ? Scheduled.FUTURE : Scheduled.BEGINS;
  }

  /// Begins a compaction that can begin, after which the database is committed; `Compact`.
  ///
  /// One that is under way comes to its end before, as they are made one after another.
  public Store schedule(int revision, Config config) {
    var ready = this;
    while (ready.compaction.isPresent()) {
      ready = ready.compactBatch(config);
    }
    var compacted = ready.index.compact(revision, config.bug());
    return new Store(
        ready.database.scheduled(revision),
        compacted.index(),
        currentRevision,
        revision,
        Optional.of(new Compaction(revision, Revision.NONE, compacted.kept())),
        lessor);
  }

  /// Goes on with the compaction that is under way; `scheduleCompaction`, once round its loop.
  ///
  /// Where one is under way afterwards, the database is committed.
  public Store compactBatch(Config config) {
    var under = compaction.orElseThrow();
    var batch =
        database.rows().stream()
            .map(Database.Row::revision)
            .filter(revision -> revision.compareTo(under.from()) >= 0)
            .filter(revision -> revision.main() <= under.revision())
            .limit(config.compactionBatch())
            .toList();
    var removed = batch.stream().filter(revision -> !under.kept().contains(revision)).toList();
    var left = database.without(removed);
    if (batch.size() < config.compactionBatch()) {
      return compacted(left.finished(under.revision()), Optional.empty());
    }
    var last = batch.getLast();
    var from = new Revision(last.main(), last.sub() + 1);
    return compacted(left, Optional.of(new Compaction(under.revision(), from, under.kept())));
  }

  private Store compacted(Database left, Optional<Compaction> next) {
    return new Store(left, index, currentRevision, compactRevision, next, lessor);
  }

  // ---- starts

  /// The store of a member that starts with a database; `restore`. A compaction that was under way
  /// is begun again.
  public static Store restored(Database database, Config config) {
    var index = TreeIndex.EMPTY;
    var leases = new TreeMap<String, Integer>();
    for (var row : database.rows()) {
      index = restored(index, row, config.bug());
      leases.put(row.kv().key(), row.kv().lease());
    }
    var lessor = Lessor.recovered(database.leases());
    for (var attached : leases.entrySet()) {
      lessor = lessor.attach(attached.getValue(), attached.getKey());
    }
    var store =
        new Store(
            database,
            index,
            currentRevision(database, config.bug()),
            database.finishedCompact(),
            Optional.empty(),
            lessor);
    var scheduled = database.scheduledCompact();
    return scheduled > 0 && store.answer(scheduled) == Scheduled.BEGINS
        ? store.schedule(scheduled, config)
        : store;
  }

  private static int currentRevision(Database database, Bug bug) {
    var last =
        database.rows().stream()
            .map(Database.Row::revision)
            .max(Comparator.naturalOrder())
            .map(Revision::main)
            .orElse(1);
    var known = Math.max(last, database.finishedCompact());
    return bug == Bug.REVISION_OF_LAST_ROW ? known : Math.max(known, database.scheduledCompact());
  }

  /// `restoreIntoIndex`.
  private static TreeIndex restored(TreeIndex index, Database.Row row, Bug bug) {
    var kv = row.kv();
    var known = index.get(kv.key());
    if (known.isPresent()) {
      return index.with(
          row.isTombstone()
              ? known.get().tombstone(row.revision())
              : known.get().put(row.revision()));
    }
    if (!row.isTombstone()) {
      var created = new Revision(kv.createRevision(), 0);
      return index.with(KeyIndex.restored(kv.key(), created, row.revision(), kv.version()));
    }
    return bug == Bug.TOMBSTONE_NOT_RESTORED
        ? index
        : index.with(KeyIndex.restoredTombstone(kv.key(), row.revision()));
  }
}
