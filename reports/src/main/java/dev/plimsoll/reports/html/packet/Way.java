package dev.plimsoll.reports.html.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way that a packet can go, for a page.
///
/// @param id its anchor
/// @param tone `good` where it is accepted, `bad` where it is not, `warn` where that is not known
/// @param verdict in one word
/// @param end where it goes; empty if nowhere
/// @param details how it goes there: `forward by eth0`, `masqueraded`
/// @param chance its probability in words
/// @param percent the same as a number from 0 to 100
/// @param isTaken whether this is the way that was gone
/// @param assumptions what is taken for granted, each with its line
/// @param lines those of the rules that matched, in order
/// @param rows these rules; none where the page has no room for the way
/// @param drawing null where the page has no room for it
public record Way(
    String id,
    String tone,
    String sign,
    String verdict,
    String end,
    List<String> details,
    String chance,
    double percent,
    boolean isTaken,
    List<String> assumptions,
    String lines,
    List<Row> rows,
    @Nullable Drawing drawing) {

  public Way {
    details = List.copyOf(details);
    assumptions = List.copyOf(assumptions);
    rows = List.copyOf(rows);
  }

  /// A rule that matched, in words.
  ///
  /// @param place `file:line`
  /// @param rule its number in the chain
  /// @param became what it made of the packet; empty if nothing
  public record Row(
      String hook,
      String table,
      String chain,
      int rule,
      String place,
      String text,
      String became) {}
}
