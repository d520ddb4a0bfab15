package dev.plimsoll.reports.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Amounts of memory as users write them: `500m`, `8g`, in powers of 1024. Their value is in bytes.
final class Sizes implements ITypeConverter<Long> {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([kmgt])");
  private static final String UNITS = "kmgt";

  @Override
  public Long convert(String text) {
    var matcher = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected an amount of memory such as 500m or 8g, but is '%s'".formatted(text));
    }
    var unit = UNITS.indexOf(matcher.group(2)) + 1;
    return Long.parseLong(matcher.group(1)) << (10 * unit);
  }

  /// An amount with the unit that leaves few digits, such as `12.5 MB`.
  static String text(long bytes) {
    var unit = 0;
    var scaled = (double) bytes;
    while (scaled >= 1024 && unit < UNITS.length()) {
      scaled /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(
            Locale.ROOT,
            scaled < 100 ? "%.1f %sB" : "%.0f %sB",
            scaled,
            UNITS.toUpperCase(Locale.ROOT).charAt(unit - 1));
  }
}
