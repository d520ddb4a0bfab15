package dev.plimsoll.reports.html.packet;

/// The room that a page has left for packets. Of ways that there is no room to draw, only the lines
/// of their rules are told; when there is none for that either, only how many there are.
public final class Room {

  /// What a page holds, in characters of it.
  public static final int PAGE = 2_400_000;

  /// Nobody follows a picture with more rules; and chains that call chains are drawn by recursion.
  private static final int MOST_RULES = 500;

  /// What a rule takes in the picture and the table, with what is folded beside it.
  private static final int RULE = 1_400;

  /// What a way takes without its rules, drawn.
  private static final int WAY = 4_000;

  private int pictures;
  private int words;

  /// @param characters how many characters of the page pictures may take; words half as many
  public Room(int characters) {
    pictures = characters;
    words = characters / 2;
  }

  /// Takes the room to draw a way, if there is any left, and the way is not too long to be drawn.
  ///
  /// @param rules how many matched
  boolean draw(int rules) {
    if (pictures <= 0 || rules > MOST_RULES) {
      return false;
    }
    pictures -= WAY + rules * RULE;
    return true;
  }

  /// Takes the room for words, if there is any left.
  boolean tell(int characters) {
    if (words <= 0) {
      return false;
    }
    words -= characters;
    return true;
  }
}
