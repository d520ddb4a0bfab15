package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.checkpoint.CheckpointException;
import dev.plimsoll.checker.checkpoint.Checkpointing;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final Set<String> HOLDING = Set.of("two left", "all have moved that may");

  @TempDir Path directory;

  /// Is requested the more often it is asked.
  private static final class Asked extends Interruption {
    private final AtomicInteger left;

    Asked(int times) {
      left = new AtomicInteger(times);
    }

    @Override
    public boolean isRequested() {
      return left.getAndDecrement() <= 0;
    }
  }

  private Checkpointing checkpointing(Duration interval, boolean resume) {
    return new Checkpointing(directory.resolve("states"), interval, "rings", resume);
  }

  private static SearchOptions options(Model model) {
    var claims =
        model.claims().stream().map(claim -> claim.name()).filter(HOLDING::contains).toList();
    return SearchOptions.defaults().withClaims(Set.copyOf(claims));
  }

  private CheckResult inPieces(Supplier<Model> model, int workers, int piece) {
    var resume = false;
    while (true) {
      var next = model.get();
      var result =
          Search.check(
              next,
              options(next)
                  .withWorkers(workers)
                  .withInterruption(new Asked(piece))
                  .withCheckpointing(checkpointing(NEVER, resume)));
      if (result.verdict() != Verdict.INCOMPLETE) {
        return result;
      }
      resume = true;
    }
  }

  private static void assertSame(CheckResult result, CheckResult expected) {
    assertThat(result.verdict()).isEqualTo(expected.verdict());
    assertThat(result.distinct()).isEqualTo(expected.distinct());
    assertThat(result.generated()).isEqualTo(expected.generated());
    assertThat(result.depth()).isEqualTo(expected.depth());
    assertThat(result.frontier()).isEqualTo(expected.frontier());
    assertThat(result.claims()).isEqualTo(expected.claims());
    assertThat(result.levels()).isEqualTo(expected.levels());
    assertThat(result.coverage()).isEqualTo(expected.coverage());
    assertThat(result.rules())
        .extracting(RuleStatistics::fired)
        .isEqualTo(expected.rules().stream().map(RuleStatistics::fired).toList());
  }

  @Test
  void aSearchInPiecesComesToTheSameAsOneInOneGo() {
    for (Supplier<Model> model :
        List.<Supplier<Model>>of(Rings::new, () -> new WideStatesTest.Counters(40, 1, 3))) {
      var expected = Search.check(model.get(), options(model.get()));
      assertThat(expected.verdict()).isEqualTo(Verdict.HOLDS);
      assertThat(expected.distinct()).isGreaterThan(5_000);

      for (var workers : List.of(1, 3)) {
        for (var piece : List.of(7, 40)) {
          assertSame(inPieces(model, workers, piece), expected);
        }
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSearchThatIsKeptAllTheTimeComesToTheSame() {
    var expected = Search.check(new Rings(), options(new Rings()));

    var result =
        Search.check(
            new Rings(),
            options(new Rings()).withCheckpointing(checkpointing(Duration.ZERO, false)));

    assertSame(result, expected);
    assertThat(directory).isEmptyDirectory();
  }

  /// Messages that come up now and then, so that it begins again now and then.
  private static final class Letters extends Model {
    Letters() {
      var written = cells("written", 3, 0);
      var read = cells("read", 3, 0);
      var box = set("box", Integer.class, 2);
      rule(
          "write",
          written,
          (tx, w) -> {
            var page = tx.get(w);
            tx.require(page < 12).set(w, page + 1).send(box, 100 * w.index() + page);
          });
      rule(
          "read",
          box,
          (tx, page) -> tx.remove(box, page).update(read.get(page / 100), n -> (n + page) % 5));
      sometimes("all have moved that may", s -> read.all(s, 4));
    }
  }

  @Test
  void aReducedSearchInPiecesComesToTheSameAsOneInOneGo() {
    var reduced = new Method(false, true, false);
    var expected = Search.check(new Letters(), options(new Letters()).withMethod(reduced));
    assertThat(expected.distinct()).isGreaterThan(2_000);

    for (var piece : List.of(3, 20)) {
      var resume = false;
      CheckResult result;
      do {
        result =
            Search.check(
                new Letters(),
                options(new Letters())
                    .withMethod(reduced)
                    .withInterruption(new Asked(piece))
                    .withCheckpointing(checkpointing(NEVER, resume)));
        resume = true;
      } while (result.verdict() == Verdict.INCOMPLETE);
      assertSame(result, expected);
    }
  }

  @Test
  void aViolationAfterAPauseHasTheSameCounterexample() {
    var all = SearchOptions.defaults();
    var expected = Search.check(new Rings(), all);
    assertThat(expected.verdict()).isEqualTo(Verdict.VIOLATED);

    Search.check(new Rings(), all.withDepth(9).withCheckpointing(checkpointing(NEVER, false)));
    var result = Search.check(new Rings(), all.withCheckpointing(checkpointing(NEVER, true)));

    assertSame(result, expected);
  }

  @Test
  void whatIsThereIsNotOverwrittenByASearchThatBeginsAnew() {
    stopEarly(new Rings());

    assertThatThrownBy(() -> stopEarly(new Rings()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("there is a checkpoint here already");
  }

  @Test
  void aSearchOfAnotherSubjectIsRefused() {
    stopEarly(new Rings());
    var other = new Checkpointing(directory.resolve("states"), NEVER, "squares", true);

    assertThatThrownBy(
            () -> Search.check(new Rings(), options(new Rings()).withCheckpointing(other)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is of \"rings\", not of \"squares\"");
  }

  @Test
  void aModelThatMakesOtherValuesIsRefused() {
    stopEarly(new Numbers(1));

    assertThatThrownBy(() -> resume(new Numbers(2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("The model is not the one of the checkpoint");
    assertThat(resume(new Numbers(1)).distinct()).isEqualTo(100);
  }

  private static final class Numbers extends Model {
    Numbers(int step) {
      var number = cell("number", 0);
      rule("next", tx -> tx.update(number, n -> (n + step) % 100));
    }
  }

  @Test
  void aFileThatIsDamagedIsRefusedWhereverItIs() throws IOException {
    stopEarly(new Rings());
    var file = directory.resolve("states").resolve(Archive.NAME);
    var whole = Files.readAllBytes(file);

    for (var at : IntStream.of(0, 9, 40, whole.length / 2, whole.length - 1).toArray()) {
      var damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> resume(new Rings()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(file.toString());
    }
    Files.writeString(file, "states, but not in our format");
    assertThatThrownBy(() -> resume(new Rings())).hasMessageContaining("this is not a checkpoint");
  }

  @Test
  void whereThereIsNothingToGoOnFromItSaysSo() {
    assertThatThrownBy(() -> resume(new Rings()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("there is no checkpoint here");
  }

  private void stopEarly(Model model) {
    Search.check(model, options(model).withDepth(5).withCheckpointing(checkpointing(NEVER, false)));
  }

  private CheckResult resume(Model model) {
    return Search.check(model, options(model).withCheckpointing(checkpointing(NEVER, true)));
  }
}
