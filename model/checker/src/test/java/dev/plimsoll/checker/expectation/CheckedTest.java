package dev.plimsoll.checker.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each expectation is met by what is so, and by nothing else.
class CheckedTest {

  /// Counts to 3 and starts again.
  private static final class Counter extends Model {
    Counter(int most, int seen) {
      var count = cell("count", 0);
      rule("count", tx -> tx.update(count, n -> (n + 1) % 4));
      rule("jump", tx -> tx.require(tx.get(count) > 3).set(count, 0));
      always("it is at most " + most, s -> s.get(count) <= most);
      always("it is below " + (most + 1), s -> s.get(count) < most + 1);
      sometimes("it is " + seen, s -> s.get(count) == seen);
    }
  }

  private static final Checked SOUND = checked(new Counter(3, 3));
  private static final Checked NEVER_SEEN = checked(new Counter(3, 4));
  private static final Checked BROKEN = checked(new Counter(1, 0));
  private static final Checked BROKEN_ONCE =
      Checked.of(new Counter(1, 0), SearchOptions.defaults().withClaims(Set.of("it is at most 1")));

  static final List<Consumer<Checked>> OF_SOUND =
      List.of(
          it -> it.holds(4),
          it -> it.hasStates(4),
          it -> it.hasSteps(5),
          it -> it.hasLevels(4),
          it -> it.leavesUnfired("jump"),
          it -> it.breaksNothing());

  static final List<Consumer<Checked>> NOT_OF_SOUND =
      List.of(
          it -> it.holds(3),
          it -> it.hasStates(5),
          it -> it.hasSteps(4),
          it -> it.hasLevels(5),
          it -> it.firesEveryRule(),
          it -> it.leavesUnfired("count", "jump"),
          it -> it.breaks("it is at most 3"),
          it -> it.hasTraces(4));

  @ParameterizedTest
  @FieldSource("OF_SOUND")
  void whatIsSoIsMet(Consumer<Checked> expectation) {
    assertThatCode(() -> expectation.accept(SOUND)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @FieldSource("NOT_OF_SOUND")
  void whatIsNotSoIsNotMet(Consumer<Checked> expectation) {
    assertThatThrownBy(() -> expectation.accept(SOUND))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Counter: expected the ");
  }

  @Test
  void aModelHoldsOnlyIfWhatIsSometimesSoIsSeen() {
    NEVER_SEEN.breaksNothing();

    assertThatThrownBy(() -> NEVER_SEEN.holds(4))
        .hasMessageEndingWith("Counter: expected the verdict to be [HOLDS], but it is NEVER_SEEN");
  }

  @Test
  void aMistakeBreaksAllThatIsNamedAndNothingElse() {
    BROKEN.breaks("it is at most 1", "it is below 2").hasTraces(3);
    BROKEN_ONCE.breaks("it is at most 1").hasTraces(3);

    for (Consumer<Checked> expectation :
        List.<Consumer<Checked>>of(
            it -> it.breaksNothing(),
            it -> it.breaks("it is at most 1"),
            it -> it.hasTraces(4),
            it -> it.breaks("it is below 2", "it is at most 1"),
            it -> it.holds(it.result().distinct()))) {
      assertThatThrownBy(() -> expectation.accept(BROKEN)).isInstanceOf(AssertionError.class);
    }
    assertThatThrownBy(() -> BROKEN_ONCE.hasTraces(4))
        .hasMessageEndingWith("Counter: expected the lengths of traces to be [4], but it is [3]");
  }

  @Test
  void aSearchThatEndedEarlyDoesNotShowThatNothingIsBroken() {
    var options = SearchOptions.defaults().withStates(2);
    var early = Checked.of(new Counter(3, 3), options);

    assertThatThrownBy(early::breaksNothing).hasMessageContaining("but it is INCOMPLETE");
    assertThatThrownBy(early::breaks).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsAreReadAsOnTheCommandLineAndTheLastOfANameCounts() {
    assertThat(Checked.parameters(" a=1  b=x=y a=2 "))
        .containsOnlyKeys("a", "b")
        .containsEntry("a", "2")
        .containsEntry("b", "x=y");
  }

  @Test
  void whatIsNoSettingIsRefused() {
    for (var settings : List.of("a", "=1", "a=1 b")) {
      assertThatThrownBy(() -> Checked.parameters(settings))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected name=value");
    }
    assertThatThrownBy(() -> Checked.model("no-such-model", ""))
        .isInstanceOf(UnknownNameException.class);
  }

  private static Checked checked(Model model) {
    return Checked.of(model, SearchOptions.defaults());
  }
}
