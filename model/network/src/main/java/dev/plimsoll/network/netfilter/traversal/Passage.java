package dev.plimsoll.network.netfilter.traversal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A point of a packet's way: a stage that it came to, or a rule that it matched there.
///
/// Ways that part have the points before in common.
///
/// @param before the point before; null for the first
/// @param stage where it is
/// @param rule empty where it has just come to the stage
/// @param as what it looked like then; what the rule made of it is seen at the next point
public record Passage(@Nullable Passage before, Stage stage, Optional<Step> rule, Appearance as) {}
