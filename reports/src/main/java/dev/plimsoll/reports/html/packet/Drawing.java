package dev.plimsoll.reports.html.packet;

import java.util.List;

/// A way as a picture: the stages from top to bottom, at the left what the packet looks like, and
/// at the right the chains, each beside the rule that calls it.
///
/// All lengths are pixels.
///
/// @param lanes the stages in which rules matched
/// @param notes what else happened, between them
/// @param looks what the packet looked like, where that changed
/// @param boxes the chains
/// @param cells what the boxes contain
/// @param edges from rule to chain, and back
public record Drawing(
    int width,
    int height,
    List<Lane> lanes,
    List<Note> notes,
    List<Look> looks,
    List<Box> boxes,
    List<Cell> cells,
    List<Edge> edges) {

  /// How wide the column at the left is.
  static final int SPINE = 208;

  /// How wide a chain is.
  static final int BOX = 236;

  /// The distance between a chain and those that it calls.
  static final int GAP = 36;

  /// The height of a line of text.
  static final int LINE = 14;

  /// How many characters of text fit in a chain, and in the column at the left.
  static final int LETTERS = 28;

  static final int SPINE_LETTERS = 27;

  public Drawing {
    lanes = List.copyOf(lanes);
    notes = List.copyOf(notes);
    looks = List.copyOf(looks);
    boxes = List.copyOf(boxes);
    cells = List.copyOf(cells);
    edges = List.copyOf(edges);
  }

  /// The width below which its words could not be read: on a narrow screen it is made smaller down
  /// to this, and then moved about.
  public int least() {
    return width * 4 / 5;
  }

  /// A stage.
  ///
  /// @param hook such as `PREROUTING`
  /// @param table such as `nat`
  public record Lane(String hook, String table, int y, int height) {}

  /// What happened between stages, in a line.
  public record Note(String text, int y) {}

  /// The packet.
  ///
  /// @param kind `start`, `change`, or the tone of the verdict at the end
  /// @param lines of text, the first one stressed
  public record Look(String kind, List<String> lines, int y, int height, String title) {}

  /// A chain.
  ///
  /// @param isBuiltIn whether a hook calls it
  public record Box(String name, boolean isBuiltIn, int x, int y, int height, String title) {}

  /// A rule that matched, or what is folded between two.
  ///
  /// @param kind `rule`, `decides` for the rule that decided, `fault` for the one at fault, `fold`
  ///     or `end`
  /// @param number the line in the dump; empty for what is no rule
  /// @param target what the rule does; of what is no rule, all there is to say
  /// @param lines its conditions and its comment
  /// @param effects what it made of the packet
  public record Cell(
      String kind,
      String number,
      String target,
      List<String> lines,
      List<String> effects,
      int x,
      int y,
      int height,
      String title) {}

  /// A line.
  ///
  /// @param kind `jump`, `goto`, `return` or `spine`
  public record Edge(String kind, String path) {}
}
