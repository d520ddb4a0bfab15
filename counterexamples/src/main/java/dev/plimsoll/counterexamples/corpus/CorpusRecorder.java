package dev.plimsoll.counterexamples.corpus;

import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.properties.engine.CounterexampleRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Keeps the counterexamples of failing tests in a {@link Corpus}.
public final class CorpusRecorder implements CounterexampleRecorder {

  @Override
  public List<String> record(Path folder, String model, Parameters parameters, ClaimResult claim) {
    var counterexample = Counterexample.of(model, parameters, claim);
    if (counterexample.isEmpty()) {
      return List.of();
    }
    try {
      var file = new Corpus(folder).write(counterexample.get());
      return List.of("trace    " + file, "replay   " + Corpus.replayCommand(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
