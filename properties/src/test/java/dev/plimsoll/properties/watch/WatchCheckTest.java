package dev.plimsoll.properties.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.KeyValue;
import dev.plimsoll.etcd.watch.WatchResponse;
import dev.plimsoll.etcd.watch.WatchResponse.Events;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of one history, in which revision 4 changes two keys: watches that keep what is promised, and
/// one for each guarantee that does not.
final class WatchCheckTest {

  private static final Event A2 = put("a", 2, 2, 1);
  private static final Event B3 = put("b", 3, 3, 1);
  private static final Event A4 = put("a", 4, 2, 2);
  private static final Event B4 = deleted("b", 4);
  private static final Event A5 = deleted("a", 5);
  private static final List<Event> HISTORY = List.of(A2, B3, A4, B4, A5);

  private final WatchCheck check = new WatchCheck(HISTORY);

  @Test
  void whatIsPromisedIsKept() {
    assertThat(broken(2, events(A2), events(B3, A4, B4), new Progress(4), events(A5))).isEmpty();
    assertThat(broken(4, events(A4, B4), events(A5), new Progress(9))).isEmpty();
    assertThat(broken(9, new Progress(7))).isEmpty();
  }

  @Test
  void aWatchOfOneKeyIsNotToldOfOthers() {
    var watch = new WatchRecording("w", KeyRange.of("a"), session(2, events(A2), events(A4, A5)));

    assertThat(check.check(watch)).isEmpty();
    assertThat(check.unfinished(List.of(watch), 5)).isEmpty();
  }

  @Test
  void anEventThatComesAgainIsFound() {
    assertThat(broken(2, events(A2), events(B3), events(B3), events(A4, B4)))
        .containsExactly(WatchGuarantee.ORDERED.claim());
    assertThat(broken(2, events(A2, A2))).containsExactly(WatchGuarantee.ORDERED.claim());
  }

  @Test
  void eventsThatAreExchangedAreFound() {
    assertThat(broken(2, events(B3, A2))).containsExactly(WatchGuarantee.ORDERED.claim());
  }

  @Test
  void anEventThatIsLeftOutIsFound() {
    assertThat(broken(2, events(A2), events(A4, B4)))
        .containsExactly(WatchGuarantee.RELIABLE.claim());
  }

  @Test
  void aRevisionThatComesInPartsIsFound() {
    assertThat(broken(3, events(B3, A4))).containsExactly(WatchGuarantee.ATOMIC.claim());
  }

  @Test
  void anEventFromBeforeTheStartIsFound() {
    assertThat(broken(3, events(A2), events(B3)))
        .containsExactly(WatchGuarantee.FROM_ITS_START.claim());
  }

  @Test
  void progressThatOvertakesEventsIsFound() {
    assertThat(broken(2, events(A2), new Progress(3), events(B3)))
        .containsExactly(WatchGuarantee.BOOKMARKABLE.claim());
  }

  @Test
  void anEventThatHasNotHappenedIsFound() {
    assertThat(broken(4, events(A4, B4), events(put("a", 6, 2, 3))))
        .containsExactly(WatchGuarantee.RELIABLE.claim(), WatchCheck.TRUE);
    assertThat(broken(5, events(A5), events(put("a", 6, 2, 3)))).containsExactly(WatchCheck.TRUE);
  }

  @Test
  void whatHasNotComeInTheEndIsFound() {
    var watch = List.of(recording(2, events(A2), events(B3)));

    assertThat(check.unfinished(watch, 3)).isEmpty();
    assertThat(check.unfinished(watch, 5))
        .hasValueSatisfying(
            breach -> {
              assertThat(breach.claim()).isEqualTo(WatchCheck.ALL);
              assertThat(breach.evidence()).contains(A4.toString());
            });
  }

  @Test
  void whatFallsBetweenTwoStreamsIsFound() {
    var first = recording(2, events(A2));
    var next = recording(3, events(B3, A4, B4), events(A5));
    var tooLate = recording(5, events(A5));

    assertThat(check.unfinished(List.of(first, next), 5)).isEmpty();
    assertThat(check.unfinished(List.of(first, tooLate), 5))
        .hasValueSatisfying(breach -> assertThat(breach.evidence()).contains(B3.toString()));
    assertThat(check.check(tooLate)).isEmpty();
  }

  @Test
  void theResponseThatBreaksAGuaranteeIsShown() {
    var watch = recording(2, events(A2), events(A4, B4), events(A5), new Progress(5));

    assertThat(check.check(watch))
        .extracting(Breach::evidence)
        .first()
        .asString()
        .startsWith("response 2, of a watch from revision 2: Events[");
  }

  @Test
  void changesThatAreNotInOrderAreRefused() {
    assertThatThrownBy(() -> new WatchCheck(List.of(B3, A2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in order of their revisions");
  }

  private List<String> broken(int start, WatchResponse... received) {
    return check.check(recording(start, received)).stream().map(Breach::claim).toList();
  }

  private static WatchRecording recording(int start, WatchResponse... received) {
    return new WatchRecording("w", KeyRange.ALL, session(start, received));
  }

  private static Session session(int start, WatchResponse... received) {
    return new Session(start, List.of(received), true);
  }

  private static WatchResponse events(Event... events) {
    return new Events(1, List.of(events));
  }

  private static Event put(String key, int revision, int created, int version) {
    return new Event(
        Event.Type.PUT, new KeyValue(key, "v" + revision, created, revision, version, 0));
  }

  private static Event deleted(String key, int revision) {
    return new Event(Event.Type.DELETE, new KeyValue(key, "", 0, revision, 0, 0));
  }
}
