package dev.plimsoll.checker.kernel;

import java.util.List;

/// A node of a decision trie that asks which alternative is chosen; a child's key is the index of
/// its alternative.
final class Choice extends Node {

  /// What there is to choose from. Not to be changed.
  final List<?> alternatives;

  /// @param place which of the choices on the way it is, from 0
  Choice(int place, List<?> alternatives, int key) {
    super(Question.CHOICE, place, alternatives.size(), key);
    this.alternatives = alternatives;
  }
}
