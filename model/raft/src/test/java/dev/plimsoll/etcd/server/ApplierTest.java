package dev.plimsoll.etcd.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.KeyValue;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Response.Done;
import dev.plimsoll.etcd.server.Response.Refusal;
import dev.plimsoll.etcd.server.Response.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The answers to one request after another.
class ApplierTest {

  private static final KeyRange A = KeyRange.of("a");
  private static final Request PUT = new Request.Put("a", "x", Lease.NONE);

  private Store store = Store.EMPTY;

  private List<Response> apply(Request... requests) {
    return apply(Bug.NONE, true, requests);
  }

  private List<Response> apply(Bug bug, boolean isAwaited, Request... requests) {
    var applier =
        new Applier(
            new Applier.Config(
                new Store.Config(9, dev.plimsoll.etcd.mvcc.Bug.NONE),
                new Lessor.Config(9, dev.plimsoll.etcd.lease.Bug.NONE),
                bug));
    var responses = new ArrayList<Response>();
    for (var request : requests) {
      var applied = applier.apply(store, request, isAwaited);
      store = applied.store();
      responses.add(applied.response());
    }
    return responses;
  }

  @ParameterizedTest
  @CsvSource({
    "a, VERSION, EQUAL, 2, true",
    "a, VERSION, GREATER, 2, false",
    "a, CREATE, LESS, 3, true",
    "a, MOD, NOT_EQUAL, 3, false",
    "a, LEASE, EQUAL, 0, true",
    "b, VERSION, EQUAL, 0, true",
    "b, CREATE, GREATER, 0, false"
  })
  void aKeyIsComparedByItsNumbersWhichAreZeroWhereThereIsNone(
      String key, Compare.Target target, Compare.Result result, int than, boolean holds) {
    apply(PUT, PUT);

    assertThat(new Compare.OfNumber(KeyRange.of(key), target, result, than).holds(store))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"a, true, x, true", "a, false, x, false", "b, true, '', false", "b, false, x, false"})
  void aKeyThatThereIsNotHasNoValue(String key, boolean equals, String than, boolean holds) {
    apply(PUT);

    assertThat(new Compare.OfValue(KeyRange.of(key), equals, than).holds(store)).isEqualTo(holds);
  }

  @Test
  void aTransactionDoesTheOneOrTheOther() {
    var isAbsent = new Compare.OfNumber(A, Compare.Target.VERSION, Compare.Result.EQUAL, 0);
    var txn =
        new Request.Txn(
            List.of(isAbsent),
            List.of(new Request.Put("a", 1, Lease.NONE)),
            List.of(
                new Request.DeleteRange(A), new Request.Range(A, Store.NEWEST, Store.NO_LIMIT)));

    assertThat(apply(txn, txn))
        .containsExactly(
            new Response.Txn(true, List.of(new Done(2)), 2),
            new Response.Txn(
                false,
                List.of(new Response.Deleted(1, 3), new Response.Ranged(List.of(), 0, 3)),
                3));
  }

  @Test
  void aTransactionThatCannotReadDoesNothing() {
    var txn =
        new Request.Txn(
            List.of(),
            List.of((Request.Op) PUT, new Request.Range(A, 1, Store.NO_LIMIT)),
            List.of());

    assertThat(apply(PUT, new Request.Compact(2), txn).getLast())
        .isEqualTo(new Refused(Refusal.COMPACTED));
    assertThat(store.currentRevision()).isEqualTo(2);
    assertThat(apply(Bug.NONE, false, txn)).containsExactly(new Refused(Refusal.COMPACTED));
    assertThat(apply(Bug.NEEDLESS_RANGES_REMOVED, false, txn))
        .containsExactly(new Response.Txn(true, List.of(new Done(3)), 3));
  }

  @Test
  void aCompactionIsRefusedThatWasMadeOrIsYetToCome() {
    assertThat(apply(PUT, new Request.Compact(3), new Request.Compact(2), new Request.Compact(2)))
        .containsExactly(
            new Done(2),
            new Refused(Refusal.FUTURE_REVISION),
            new Done(2),
            new Refused(Refusal.COMPACTED));
  }

  @Test
  void aLeaseTakesItsKeysWithIt() {
    var attached = new Request.Put("a", 1, 7);

    assertThat(
            apply(
                attached,
                new Request.LeaseGrant(7, 2),
                new Request.LeaseGrant(7, 2),
                attached,
                new Request.Put("b", 1, 7),
                new Request.Put("b", 2, Lease.NONE),
                new Request.LeaseRevoke(7),
                new Request.LeaseRevoke(7)))
        .containsExactly(
            new Refused(Refusal.LEASE_NOT_FOUND),
            new Done(1),
            new Refused(Refusal.LEASE_EXISTS),
            new Done(2),
            new Done(3),
            new Done(4),
            new Done(5),
            new Refused(Refusal.LEASE_NOT_FOUND));
    assertThat(store.contents()).extracting(KeyValue::key).containsExactly("b");
  }

  @Test
  void aMemberThatStartsAgainHasItsLeasesAndTheirKeys() {
    apply(
        new Request.LeaseGrant(7, 2),
        new Request.Put("a", 1, 7),
        new Request.LeaseCheckpoint(7, 1));

    assertThat(
            Store.restored(store.database(), new Store.Config(9, dev.plimsoll.etcd.mvcc.Bug.NONE)))
        .isEqualTo(store);
    assertThat(store.lessor().leases())
        .containsExactly(new Lease(7, 2, 1, List.of("a"), Lease.NEVER, Lease.NEVER));
  }

  @Test
  void eachEntryHasAnIndexWhetherItDoesAnythingOrNot() {
    apply(new Request.Empty(), new Request.LeaseRevoke(1), PUT);

    assertThat(store.database().consistentIndex()).isEqualTo(3);
  }
}
