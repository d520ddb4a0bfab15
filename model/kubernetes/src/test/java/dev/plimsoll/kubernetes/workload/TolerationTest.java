package dev.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.workload.Taint.Effect;
import dev.plimsoll.kubernetes.workload.Toleration.Operator;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TolerationTest {

  private static final String[] KEYS = {"", "a", "b"};
  private static final String[] VALUES = {"", "x", "y"};

  /// Against the comment above `ToleratesTaint`, sentence by sentence.
  @Property
  void aTaintIsToleratedAsTheApiSays(
      @ForAll @IntRange(max = 2) int key,
      @ForAll Operator operator,
      @ForAll @IntRange(max = 2) int value,
      @ForAll Optional<Effect> effect,
      @ForAll @IntRange(min = 1, max = 2) int taintKey,
      @ForAll @IntRange(max = 2) int taintValue,
      @ForAll Effect taintEffect) {
    Assume.that(operator == Operator.EXISTS ? value == 0 : key != 0);
    var toleration =
        new Toleration(KEYS[key], operator, VALUES[value], effect, OptionalLong.empty());

    var effectMatches = effect.isEmpty() || effect.get() == taintEffect;
    var keyMatches = key == 0 || key == taintKey;
    var valueMatches = operator == Operator.EXISTS || value == taintValue;

    assertThat(toleration.tolerates(new Taint(KEYS[taintKey], VALUES[taintValue], taintEffect)))
        .isEqualTo(effectMatches && keyMatches && valueMatches);
  }

  @Test
  void whatTheApiServerRefusesIsRefused() {
    assertThatThrownBy(() -> toleration("", Operator.EQUAL, "", null, OptionalLong.empty()))
        .hasMessage("expected operator Exists where the key is empty");
    assertThatThrownBy(() -> toleration("a", Operator.EXISTS, "x", null, OptionalLong.empty()))
        .hasMessage("expected no value with operator Exists");
    assertThatThrownBy(
            () -> toleration("a", Operator.EQUAL, "x", Effect.NO_SCHEDULE, OptionalLong.of(1)))
        .hasMessage("expected effect NoExecute with tolerationSeconds");
  }

  private static Toleration toleration(
      String key, Operator operator, String value, @Nullable Effect effect, OptionalLong seconds) {
    return new Toleration(key, operator, value, Optional.ofNullable(effect), seconds);
  }
}
