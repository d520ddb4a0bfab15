package dev.plimsoll.counterexamples.corpus;

import dev.plimsoll.checker.Model;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.replay.ReplayText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What became of a counterexample that was kept, now that its model is as it is.
///
/// @param file where it is kept
/// @param told why, in lines; the first is a sentence about the file
public record Regression(Path file, Status status, List<String> told) {

  /// Whether it is still what it was kept for.
  public enum Status {
    /// It violates its claim, as it did.
    VIOLATES("violates"),
    /// Its steps are possible, and its claim is not violated any more.
    FIXED("fixed"),
    /// A step of it is not possible any more, or the model, parameter or claim is not there.
    STALE("stale"),
    /// It is no counterexample in ITF.
    UNREADABLE("unreadable");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  public Regression {
    told = List.copyOf(told);
  }

  /// Replays a file.
  ///
  /// @param models makes the model of a counterexample, or throws an
  ///     {@link IllegalArgumentException} where there is none
  public static Regression of(Path file, Function<Counterexample, Model> models) {
    Counterexample counterexample;
    try {
      counterexample = Corpus.read(file);
    } catch (UnreadableException e) {
      return new Regression(file, Status.UNREADABLE, List.of(String.valueOf(e.getMessage())));
    }
    try {
      var outcome = Replay.run(counterexample, models.apply(counterexample));
      return new Regression(file, status(outcome), ReplayText.of(counterexample, outcome));
    } catch (IllegalArgumentException | UnreadableException e) {
      return new Regression(file, Status.STALE, List.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return new Regression(file, Status.STALE, List.of("the model throws " + e));
    }
  }

  private static Status status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.StillViolates _ -> Status.VIOLATES;
      case Outcome.NoLongerViolates _ -> Status.FIXED;
      case Outcome.OtherStart _, Outcome.OtherState _, Outcome.NotAllowed _, Outcome.NotClosed _ ->
          Status.STALE;
    };
  }

  /// What to say of it: a line, and one more for each detail.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("%-10s %s: %s".formatted(status, file, told.getFirst()));
    told.stream().skip(1).map(line -> " ".repeat(11) + line).forEach(lines::add);
    return lines;
  }
}
