package dev.plimsoll.counterexamples.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.Counterexamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusTest {

  @TempDir Path folder;

  @Test
  void aCounterexampleIsKeptUnderItsModelAndClaimAndReadAgain() throws IOException {
    var corpus = new Corpus(folder.resolve("counterexamples"));
    assertThat(corpus.files()).isEmpty();

    var file = corpus.write(Counterexamples.tooManyPods());

    assertThat(folder.relativize(file))
        .hasToString("counterexamples/overshoot/never-more-pods-than-replicas.itf.json");
    assertThat(Corpus.read(file)).isEqualTo(Counterexamples.tooManyPods());
    assertThat(corpus.files()).containsExactly(file);
  }

  @Test
  void writingAgainReplacesTheFileAndLeavesNothingBeside() throws IOException {
    var corpus = new Corpus(folder);
    corpus.write(Counterexamples.tooManyPods());
    var file = corpus.write(Counterexamples.tooManyPods());

    try (var beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
    var file = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(file.resolve("old"), "old");

    Assertions.assertThatIOException().isThrownBy(() -> Corpus.replace(file, "new"));

    assertThat(file.resolve("old")).hasContent("old");
    try (var beside = Files.list(folder)) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void whatIsKeptIsNotWhatRunsHaveLeftAndSourcesAreNeither() throws IOException {
    var corpus = new Corpus(folder);
    var left = corpus.write(Counterexamples.tooManyPods());
    var kept = corpus.kept().write(Counterexamples.tooManyPods());
    new Corpus(folder.resolve("target")).write(Counterexamples.tooManyPods());

    assertThat(corpus.left()).containsExactly(left);
    assertThat(corpus.kept().files()).containsExactly(kept);
    assertThat(corpus.files()).containsExactly(kept, left);
  }

  @Test
  void namesBecomeWordsJoinedByHyphens() {
    assertThat(Corpus.slug("A Leader's log; (never) shrinks!"))
        .isEqualTo("a-leader-s-log-never-shrinks");
    assertThat(Corpus.slug("../..")).isEqualTo("claim");
  }

  @Test
  void theReplayCommandCanBePastedIntoAShell() {
    assertThat(Corpus.replayCommand(Path.of("a/b.itf.json")))
        .isEqualTo("./plimsoll replay a/b.itf.json");
    assertThat(Corpus.replayCommand(Path.of("it's/b"))).isEqualTo("./plimsoll replay 'it'\\''s/b'");
  }
}
