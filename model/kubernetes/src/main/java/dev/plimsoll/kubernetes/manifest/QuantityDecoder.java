package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads quantities exactly: `k8s.io/apimachinery/pkg/api/resource/quantity.go`, v1.30.
final class QuantityDecoder {

  private static final int LONGEST = 64;

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<number>[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))"
              + "(?<suffix>[KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]{1,9})");

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private QuantityDecoder() {}

  /// The amounts of a list of resources, those that are modelled.
  static ResourceAmounts amounts(@Nullable Map<String, Quantity> list, Position at) {
    if (list == null) {
      return ResourceAmounts.NONE;
    }
    return new ResourceAmounts(
        units(list.get("cpu"), 3, at.field("cpu")),
        units(list.get("memory"), 0, at.field("memory")),
        units(list.get("pods"), 0, at.field("pods")));
  }

  /// How many of 10^-scale it is, rounded up; beyond a `long`, as Kubernetes does, the greatest.
  private static OptionalLong units(@Nullable Quantity quantity, int scale, Position at) {
    if (quantity == null) {
      return OptionalLong.empty();
    }
    var value = parse(quantity.getAmount(), at).scaleByPowerOfTen(scale);
    if (value.signum() < 0) {
      throw at.error("expected at least 0, found \"%s\"".formatted(quantity.getAmount()));
    }
    if (value.compareTo(BigDecimal.ONE) <= 0) {
      return OptionalLong.of(value.signum());
    }
    return OptionalLong.of(
        value.compareTo(MOST) >= 0
            ? Long.MAX_VALUE
            : value.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static BigDecimal parse(String text, Position at) {
    var match = SYNTAX.matcher(text);
    if (text.length() > LONGEST || !match.matches()) {
      throw at.error(
          "expected a quantity such as 250m, 0.5, 64Mi or 1e9, found \"%s\""
              .formatted(text.substring(0, Math.min(text.length(), LONGEST))));
    }
    var number = new BigDecimal(match.group("number"));
    var suffix = match.group("suffix");
    return switch (suffix) {
      case "" -> number;
      case "n" -> number.scaleByPowerOfTen(-9);
      case "u" -> number.scaleByPowerOfTen(-6);
      case "m" -> number.scaleByPowerOfTen(-3);
      case "k" -> number.scaleByPowerOfTen(3);
      case "M" -> number.scaleByPowerOfTen(6);
      case "G" -> number.scaleByPowerOfTen(9);
      case "T" -> number.scaleByPowerOfTen(12);
      case "P" -> number.scaleByPowerOfTen(15);
      case "E" -> number.scaleByPowerOfTen(18);
      case "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" ->
          number.multiply(
              BigDecimal.valueOf(1L << (10 * ("KMGTPE".indexOf(suffix.charAt(0)) + 1))));
      default -> number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)));
    };
  }
}
