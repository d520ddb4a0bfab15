package dev.plimsoll.network.netfilter.traversal;

import java.util.Optional;

/// A point of a packet's way: a stage that it came to, or a rule that it matched there.
///
/// @param stage where it is
/// @param rule empty where it has just come to the stage
/// @param as what it looked like then; what the rule made of it is seen at the next point
public record Passage(Stage stage, Optional<Step> rule, Appearance as) {}
