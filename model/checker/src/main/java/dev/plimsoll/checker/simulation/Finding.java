package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Memo;
import java.util.BitSet;
import java.util.List;

/// Something wrong, and how a run came to it.
///
/// @param states from an initial one to the one in which it is wrong
/// @param steps the rules that led from each to the next
/// @param violated `always` claims, by place in the order of declaration
/// @param deadlocked claims that there is no deadlock
/// @param failedClaims claims that threw an exception
/// @param failedRule the first rule that did, by place in the order of declaration; -1 if none did
record Finding(
    List<int[]> states,
    List<Memo> steps,
    BitSet violated,
    BitSet deadlocked,
    BitSet failedClaims,
    int failedRule) {}
