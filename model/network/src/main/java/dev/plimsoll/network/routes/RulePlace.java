package dev.plimsoll.network.routes;

import dev.plimsoll.network.netfilter.traversal.Step;

/// A rule of a dump, or the place in a chain where one is missing.
///
/// @param file the dump
/// @param step table, chain, number and line; the number after the last and the line of the last
///     rule where one is missing at the end of a chain
public record RulePlace(String file, Step step) {

  /// `file:line`.
  @Override
  public String toString() {
    return file + ":" + step.line();
  }
}
