package dev.plimsoll.counterexamples.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.counterexamples.Counterexamples;
import dev.plimsoll.counterexamples.Overshoot;
import dev.plimsoll.counterexamples.corpus.Regression.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegressionTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void keep() throws IOException {
    file = new Corpus(folder).write(Counterexamples.tooManyPods());
  }

  @Test
  void whatIsAsItWasStillViolates() {
    assertThat(replayed(Map.of()).status()).isEqualTo(Status.VIOLATES);
  }

  @Test
  void whatIsMendedIsStaleWithTheFirstStepThatCannotBeTakenAndTheNearest() {
    assertThat(replayed(Map.of("careful", "true")).lines())
        .containsExactly(
            "stale      %s: does not fit the model at step 3: create is not possible there"
                .formatted(file),
            "           no step is possible there");
  }

  @Test
  void whatNoLongerViolatesIsFixed() throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"never more pods than replicas\"", "\"pods are counted\""));

    assertThat(replayed(Map.of()).lines())
        .containsExactly(
            "fixed      %s: no longer violates \"pods are counted\": every step fits the model"
                .formatted(file));
  }

  @Test
  void aModelThatIsNotThereAnyMoreIsStale() {
    var regression =
        Regression.of(
            file,
            each -> {
              throw new IllegalArgumentException("Unknown model \"%s\"".formatted(each.model()));
            });

    assertThat(regression.status()).isEqualTo(Status.STALE);
    assertThat(regression.told()).containsExactly("Unknown model \"overshoot\"");
  }

  @Test
  void aModelThatThrowsIsStale() {
    var regression =
        Regression.of(
            file,
            _ -> {
              throw new IllegalStateException("no room");
            });

    assertThat(regression.status()).isEqualTo(Status.STALE);
    assertThat(regression.told())
        .containsExactly("the model throws java.lang.IllegalStateException: no room");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"vars\": []}", "{\"#meta\": 1}", "\u0000", "{\"a\": 1e999}"})
  void whatIsNoCounterexampleIsUnreadableInALineOfTheFile(String text) throws IOException {
    Files.writeString(file, text);

    var regression = replayed(Map.of());

    assertThat(regression.status()).isEqualTo(Status.UNREADABLE);
    assertThat(regression.told().getFirst()).startsWith(file + ":1: expected ");
  }

  private Regression replayed(Map<String, String> parameters) {
    return Regression.of(file, _ -> model(parameters));
  }

  private static Model model(Map<String, String> parameters) {
    return Overshoot.DEFINITION.configure(parameters).model();
  }
}
