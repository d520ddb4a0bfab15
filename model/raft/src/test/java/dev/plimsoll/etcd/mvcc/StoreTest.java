package dev.plimsoll.etcd.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.etcd.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {

  private static final Store.Config CORRECT = new Store.Config(1, Bug.NONE);
  private static final KeyRange A = KeyRange.of("a");

  /// What there was at each revision, from 1, and what was told of it.
  private record Oracle(List<Map<String, KeyValue>> contents, List<Event> events) {

    static final Oracle EMPTY = new Oracle(List.of(Map.of()), List.of());

    int revision() {
      return contents.size();
    }

    Oracle change(List<String> puts, List<String> deletes) {
      var now = new TreeMap<>(contents.getLast());
      var more = new ArrayList<>(events);
      var own = revision() + 1;
      for (var key : deletes) {
        if (now.remove(key) != null) {
          more.add(new Event(Event.Type.DELETE, KeyValue.deleted(key, own)));
        }
      }
      for (var key : puts) {
        var before = now.getOrDefault(key, KeyValue.absent(key));
        var created = before.version() == 0 ? own : before.createRevision();
        var kv = new KeyValue(key, own, created, own, before.version() + 1, Lease.NONE);
        now.put(key, kv);
        more.add(new Event(Event.Type.PUT, kv));
      }
      if (more.size() == events.size()) {
        return this;
      }
      var all = new ArrayList<>(contents);
      all.add(now);
      return new Oracle(all, more);
    }
  }

  /// What is done in one step.
  private enum Step {
    PUT_A("a", ""),
    DELETE_A("", "a"),
    PUT_BOTH("ab", ""),
    REPLACE("b", "a"),
    COMPACT("", ""),
    GO_ON_COMPACTING("", ""),
    RESTART("", "");

    private final String puts;
    private final String deletes;

    /// @param puts keys of one letter each
    /// @param deletes the same
    Step(String puts, String deletes) {
      this.puts = puts;
      this.deletes = deletes;
    }

    List<String> puts() {
      return puts.chars().mapToObj(Character::toString).toList();
    }

    List<String> deletes() {
      return deletes.chars().mapToObj(Character::toString).toList();
    }

    Store make(Store store, Store.Config config) {
      return switch (this) {
        case COMPACT ->
            store.answer(store.currentRevision()) == Store.Scheduled.BEGINS
                ? store.schedule(store.currentRevision(), config)
                : store;
        case GO_ON_COMPACTING ->
            store.compaction().isPresent() ? store.compactBatch(config) : store;
        case RESTART -> Store.restored(store.database(), config);
        case PUT_A, DELETE_A, PUT_BOTH, REPLACE -> {
          var txn = store.write();
          deletes().forEach(key -> txn.deleteRange(KeyRange.of(key)));
          puts().forEach(key -> txn.put(key, store.currentRevision() + 1, Lease.NONE));
          yield txn.end();
        }
      };
    }
  }

  @Test
  void itShowsWhatAListOfAllContentsShowsWhateverIsDone() {
    assertThat(compare(Store.EMPTY, Oracle.EMPTY, CORRECT, 5)).isEqualTo(19_608);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void eachMistakeItHasHadShows(Bug bug) {
    var config = new Store.Config(1, bug);

    assertThatThrownBy(() -> compare(Store.EMPTY, Oracle.EMPTY, config, 6))
        .isInstanceOf(AssertionError.class);
  }

  private static int compare(Store store, Oracle oracle, Store.Config config, int steps) {
    assertThat(store.currentRevision()).isEqualTo(oracle.revision());
    for (var at = 1; at <= oracle.revision(); at++) {
      var expected = List.copyOf(oracle.contents.get(at - 1).values());
      assertThat(store.range(KeyRange.ALL, at, Store.NO_LIMIT))
          .isEqualTo(
              at < store.compactRevision()
                  ? new RangeResult.Compacted()
                  : new RangeResult.Found(expected, expected.size(), oracle.revision()));
    }
    assertThat(store.events(KeyRange.ALL, store.compactRevision(), store.currentRevision()))
        .isEqualTo(
            oracle.events.stream()
                .filter(event -> event.revision() >= store.compactRevision())
                .toList());
    if (steps == 0) {
      return 1;
    }
    var checked = 1;
    for (var step : Step.values()) {
      checked +=
          compare(
              step.make(store, config),
              oracle.change(step.puts(), step.deletes()),
              config,
              steps - 1);
    }
    return checked;
  }

  @Test
  void aKeyThatIsPutAgainAfterItWasDeletedIsCreatedAgain() {
    var store = put(put(delete(put(Store.EMPTY))));

    assertThat(store.get("a")).isEqualTo(new KeyValue("a", 5, 4, 5, 2, Lease.NONE));
  }

  @Test
  void aLimitSaysHowManyAreToldNotHowManyThereAre() {
    var store = Step.PUT_BOTH.make(Store.EMPTY, CORRECT);

    var found = (RangeResult.Found) store.range(KeyRange.ALL, Store.NEWEST, 1);

    assertThat(found.kvs()).extracting(KeyValue::key).containsExactly("a");
    assertThat(found.count()).isEqualTo(2);
  }

  @Test
  void aRevisionThatIsYetToComeIsRefused() {
    assertThat(put(Store.EMPTY).range(A, 3, Store.NO_LIMIT)).isEqualTo(new RangeResult.Future());
  }

  @Test
  void aTransactionReadsItsOwnChangesAndMakesOneRevision() {
    var txn = put(Store.EMPTY).write();
    txn.put("b", 1, Lease.NONE);

    assertThat(txn.deleteRange(KeyRange.ALL)).isEqualTo(2);
    assertThat(txn.end().currentRevision()).isEqualTo(3);
    assertThat(txn.end().contents()).isEmpty();
    assertThat(txn.changes()).extracting(Event::revision).containsExactly(3, 3, 3);
  }

  /// The history of a key in the description of `keyIndex`, key_index.go: put at 1 and 2, deleted
  /// at 3, put at 4, deleted at 5.
  @Test
  void aCompactionKeepsWhatIsNewestAtItsRevision() {
    var index =
        KeyIndex.of("foo")
            .put(new Revision(1, 0))
            .put(new Revision(2, 0))
            .tombstone(new Revision(3, 0))
            .put(new Revision(4, 0))
            .tombstone(new Revision(5, 0));

    var kept =
        IntStream.rangeClosed(1, 6).mapToObj(at -> index.compact(at, Bug.NONE).kept()).toList();

    assertThat(kept).containsExactly(main(1), main(2), main(3), main(4), main(5), Optional.empty());
    assertThat(index.compact(6, Bug.NONE).index().isEmpty()).isTrue();
    assertThat(index.compact(3, Bug.TOMBSTONE_COMPACTED).kept()).isEmpty();
  }

  private static Optional<Revision> main(int main) {
    return Optional.of(new Revision(main, 0));
  }

  private static Store put(Store store) {
    return Step.PUT_A.make(store, CORRECT);
  }

  private static Store delete(Store store) {
    return Step.DELETE_A.make(store, CORRECT);
  }
}
