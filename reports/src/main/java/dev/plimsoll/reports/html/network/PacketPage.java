package dev.plimsoll.reports.html.network;

import dev.plimsoll.reports.html.packet.PacketPath;
import java.util.List;

/// A page about packets: a verdict, what there is to say in parts, and a table.
///
/// @param heading what the page is about
/// @param about what it was made of, in lines
/// @param figures numbers that the verdict rests on
/// @param partsTitle what the parts are; empty if they need no heading
/// @param command the command line that makes the page again
/// @param version of Plimsoll
public record PacketPage(
    String heading,
    List<String> about,
    Verdict verdict,
    List<Figure> figures,
    String partsTitle,
    List<Part> parts,
    List<Listing> listings,
    String command,
    String version) {

  public PacketPage {
    about = List.copyOf(about);
    figures = List.copyOf(figures);
    parts = List.copyOf(parts);
    listings = List.copyOf(listings);
  }

  /// The answer, in a word and a sentence.
  ///
  /// @param tone `good`, `bad` or `warn`: how the page shows it beside the word
  public record Verdict(String tone, String sign, String word, String sentence, String caveat) {}

  /// A number and what it counts.
  public record Figure(String name, String value) {}

  /// Something to say, with the packets that show it.
  ///
  /// @param id its anchor
  /// @param tone as in {@link Verdict}
  /// @param word what sort of thing it is
  public record Part(
      String id,
      String tone,
      String sign,
      String word,
      String heading,
      List<Fact> facts,
      List<PacketPath> paths) {

    public Part {
      facts = List.copyOf(facts);
      paths = List.copyOf(paths);
    }
  }

  /// Something that is known of it.
  ///
  /// @param place where that is, `file:line`; empty if nowhere
  /// @param isCode whether the text is one of rules
  /// @param link to a part of the page; empty if to none
  public record Fact(String name, String place, String text, boolean isCode, String link) {

    /// Something that leads nowhere.
    public Fact(String name, String place, String text, boolean isCode) {
      this(name, place, text, isCode, "");
    }
  }

  /// A table that can be searched.
  ///
  /// @param others how many lines are left out
  public record Listing(String title, List<String> columns, List<Line> lines, int others) {
    public Listing {
      columns = List.copyOf(columns);
      lines = List.copyOf(lines);
    }
  }

  /// A line of a table.
  ///
  /// @param link the part that says more; empty if none
  /// @param cells each one or more lines of text
  public record Line(String tone, String sign, String word, String link, List<List<String>> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }
}
