package dev.plimsoll.reports.html.packet;

/// The room that a page has left for ways that are drawn; of the others only the lines of their
/// rules are told.
public final class Room {

  /// What a page holds, in characters of it.
  public static final int PAGE = 2_400_000;

  /// What a rule takes in the picture and the table, with what is folded beside it.
  private static final int RULE = 1_400;

  /// What a way takes without its rules.
  private static final int WAY = 4_000;

  private int left;

  /// @param characters how many characters of the page there are
  public Room(int characters) {
    left = characters;
  }

  /// Takes the room for a way, if there is any left.
  ///
  /// @param rules how many matched
  boolean take(int rules) {
    if (left <= 0) {
      return false;
    }
    left -= WAY + rules * RULE;
    return true;
  }
}
