package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.checkpoint.Checkpointing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static final Method FINGERPRINTS = new Method(false, false, true);

  /// Counters that count by themselves, and send what they have counted to.
  private static final class Counters extends Model {

    Counters(int counters, int most, boolean isLimited) {
      var count = cells("count", counters, 0);
      var sent = set("sent", Integer.class);
      rule("count", count, (tx, c) -> tx.require(tx.get(c) < most).update(c, n -> n + 1));
      rule("send", count, (tx, c) -> tx.require(c, most).send(sent, c.index()));
      rule("clear", sent, (tx, number) -> tx.remove(sent, number).set(count.get(number), 0));
      always("few", s -> !isLimited || s.size(sent) < counters - 1);
      sometimes("all are done", s -> count.all(s, most));
      deadlockFree("it goes on");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void statesAreCountedAsWhenTheyAreKnownExactly(int workers) {
    var options = SearchOptions.defaults().withWorkers(workers);
    var exact = Search.check(new Counters(6, 3, false), options);

    var result = Search.check(new Counters(6, 3, false), options.withMethod(FINGERPRINTS));

    assertThat(result.distinct()).isEqualTo(exact.distinct()).isGreaterThan(10_000);
    assertThat(result.generated()).isEqualTo(exact.generated());
    assertThat(result.depth()).isEqualTo(exact.depth());
    assertThat(result.verdict()).isEqualTo(exact.verdict());
    assertThat(result.claims()).isEqualTo(exact.claims());
    assertThat(result.method()).isEqualTo(FINGERPRINTS);
  }

  @Test
  void theTraceToAViolationIsTheOneOfAnExactSearch() {
    var options = SearchOptions.defaults();
    var exact = Search.check(new Counters(4, 2, true), options);

    var result = Search.check(new Counters(4, 2, true), options.withMethod(FINGERPRINTS));

    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.VIOLATED);
    assertThat(result.claims()).isEqualTo(exact.claims());
  }

  @Test
  void theChanceThatAStateWasMissedIsThatOfABirthday() {
    assertThat(FINGERPRINTS.missed(100_000_000)).isCloseTo(2.7e-4, within(1e-5));
    assertThat(Method.FULL.missed(100_000_000)).isZero();
    assertThat(FINGERPRINTS.caveats(1_000_000))
        .containsExactly(
            "told apart by fingerprints, with a chance of 2.7e-08 that one was missed");
  }

  /// Half of all bits differ between states that are next to each other, and no two are alike.
  @Test
  void fingerprintsOfStatesThatAreMuchAlikeAreAsGoodAsRandom() {
    var fingerprints = new HashSet<Long>();
    var states = new HashSet<List<Integer>>();
    var flipped = 0L;
    var steps = 0;
    var random = new Random(1);
    var state = new int[20];
    for (var round = 0; round < 200_000; round++) {
      var before = Fingerprint.of(state);
      var slot = random.nextInt(state.length);
      state[slot] = random.nextInt(1 << (slot % 12 + 1));
      fingerprints.add(Fingerprint.of(state));
      states.add(IntStream.of(state).boxed().toList());
      flipped += Long.bitCount(before ^ Fingerprint.of(state));
      steps += before == Fingerprint.of(state) ? 0 : 1;
    }
    assertThat(fingerprints).hasSameSizeAs(states);
    assertThat((double) flipped / steps).isCloseTo(32, within(0.1));
  }

  @Test
  void aSearchWithFingerprintsGoesOnFromACheckpoint(@TempDir Path directory) {
    var options = SearchOptions.defaults().withMethod(FINGERPRINTS);
    var whole = Search.check(new Counters(5, 3, false), options);
    var interval = Duration.ofHours(1);
    Search.check(
        new Counters(5, 3, false),
        options
            .withDepth(7)
            .withCheckpointing(new Checkpointing(directory, interval, "counters", false)));

    var resumed =
        Search.check(
            new Counters(5, 3, false),
            options.withCheckpointing(new Checkpointing(directory, interval, "counters", true)));

    assertThat(resumed.distinct()).isEqualTo(whole.distinct());
    assertThat(resumed.generated()).isEqualTo(whole.generated());
    assertThat(resumed.claims()).isEqualTo(whole.claims());
  }

  /// The search for the trace has nothing to go on from, and keeps nothing.
  @Test
  void aResumedSearchThatFindsAViolationHasItsTrace(@TempDir Path directory) {
    var options = SearchOptions.defaults().withMethod(FINGERPRINTS);
    var interval = Duration.ofHours(1);
    Search.check(
        new Counters(4, 2, true),
        options
            .withDepth(4)
            .withCheckpointing(new Checkpointing(directory, interval, "counters", false)));

    var resumed =
        Search.check(
            new Counters(4, 2, true),
            options.withCheckpointing(new Checkpointing(directory, interval, "counters", true)));

    assertThat(resumed.claims())
        .isEqualTo(Search.check(new Counters(4, 2, true), SearchOptions.defaults()).claims());
    assertThat(directory).doesNotExist();
  }

  /// Whoever interrupts the search for the trace is told of the violation all the same.
  @Test
  void aViolationIsToldEvenIfTheSearchForItsTraceIsInterrupted() {
    var interruption = new Interruption();
    var looks = new AtomicInteger();
    var model =
        new Model() {
          {
            var count = cell("count", 0);
            rule("count", tx -> tx.require(tx.get(count) < 9).update(count, n -> n + 1));
            always(
                "few",
                s -> {
                  if (s.get(count) == 3 && looks.incrementAndGet() == 2) {
                    interruption.request();
                  }
                  return s.get(count) < 7;
                });
            sometimes("some", s -> s.get(count) == 9);
          }
        };

    var result =
        Search.check(
            model,
            SearchOptions.defaults().withMethod(FINGERPRINTS).withInterruption(interruption));

    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.VIOLATED);
    assertThat(result.claim("few").status()).isEqualTo(CheckResult.Status.VIOLATED);
    assertThat(result.claim("few").trace()).isNull();
    assertThat(result.claim("some").status()).isEqualTo(CheckResult.Status.UNDECIDED);
    assertThat(result.stopped()).isNotNull();
  }
}
