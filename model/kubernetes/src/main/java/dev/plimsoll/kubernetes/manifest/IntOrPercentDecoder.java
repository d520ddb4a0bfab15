package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.IntOrPercent;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a number or a percentage.
final class IntOrPercentDecoder {

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,6})%");

  private IntOrPercentDecoder() {}

  static Optional<IntOrPercent> decode(@Nullable IntOrString value, Position at) {
    if (value == null) {
      return Optional.empty();
    }
    var number = value.getIntVal();
    if (number != null) {
      return Optional.of(at.check(() -> IntOrPercent.of(number)));
    }
    var text = String.valueOf(value.getStrVal());
    var match = PERCENT.matcher(text);
    if (!match.matches()) {
      throw at.error(
          "expected a number or a percentage such as 25%%, found \"%s\"".formatted(text));
    }
    return Optional.of(IntOrPercent.percent(Integer.parseInt(match.group(1))));
  }
}
