package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityDecoderTest {

  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "1., 1000",
    ".5, 500",
    "+2, 2000",
    "100m, 100",
    "1n, 1",
    "0, 0",
    "0.0001, 1",
    "1e3, 1000000",
    "1E-3, 1",
    "9e99, 9223372036854775807",
    "1e-999999999, 1",
    "1E, " + "9223372036854775807"
  })
  void cpuIsCountedInThousandthsRoundedUp(String text, long milli) {
    assertThat(amounts("cpu", text).cpuMilli()).hasValue(milli);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1.5.5", "1 Gi", "1gi", "Gi", ".", "1e", "1e1e1", "--1", "0x1", "1mi"})
  void whatIsNoQuantityIsRefused(String text) {
    assertThatThrownBy(() -> amounts("memory", text))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("memory: expected a quantity");
  }

  /// Against arithmetic of whole numbers. (fabric8's own is not exact from 2^53 on.)
  @Property(tries = 300)
  void bytesAreCountedExactlyAndRoundedUp(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long digits,
      @ForAll @IntRange(min = 0, max = 9) int decimals,
      @ForAll boolean binary,
      @ForAll @IntRange(min = 0, max = 9) int power) {
    var suffixes = binary ? BINARY : DECIMAL;
    var index = power % suffixes.size();
    var number = BigDecimal.valueOf(digits, decimals).toPlainString();

    var dividend = BigInteger.valueOf(digits);
    var divisor = BigInteger.TEN.pow(decimals);
    for (var i = 0; i < index; i++) {
      dividend = dividend.multiply(BigInteger.valueOf(binary ? 1024 : 1000));
    }
    divisor = binary ? divisor : divisor.multiply(BigInteger.TEN.pow(9));
    var bytes = dividend.add(divisor).subtract(BigInteger.ONE).divide(divisor);

    assertThat(amounts("memory", number + suffixes.get(index)).memoryBytes())
        .hasValue(bytes.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
  }

  private static ResourceAmounts amounts(String resource, String text) {
    var nowhere = Position.of(LocatedTree.parse("q", "{}").getFirst(), "");
    return QuantityDecoder.amounts(Map.of(resource, new Quantity(text, "")), nowhere);
  }
}
