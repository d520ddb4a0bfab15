/// Partial-order reduction: leaves out orders of independent steps that make no difference to the
/// claims that are checked.
///
/// In each state a *stubborn set* of actions is chosen (Valmari, "Stubborn Sets for Reduced State
/// Space Generation", 1991), and only their steps are made. An action is an instance of a rule, or
/// a claim, which asks and does nothing: so what a claim reads is kept in order as what rules read
/// is. {@link dev.plimsoll.checker.reduction.Closure} says what must be in a set together: with an
/// action that can make a step, whatever may change what it has asked or be disturbed by what it
/// does; with one that cannot, whatever may change the answers that disable it. {@link
/// dev.plimsoll.checker.reduction.StubbornSets} takes the smallest that it finds.
///
/// So that nothing is put off forever, some step of the set must lead to a state of the next level;
/// otherwise all steps are made (Bošnački and Holzmann, "Improving Spin's Partial-Order Reduction
/// for Breadth-First Search", 2005). Which states are of the next level does not depend on what
/// other threads have done, and so neither do counts and traces.
///
/// **What is known of rules.** Nothing is declared: what an action asks and does is what it was
/// seen to ask and do ({@link dev.plimsoll.checker.reduction.Footprints}). If more is seen during a
/// search, the search begins again with that ({@link
/// dev.plimsoll.checker.reduction.PartialOrder}); a search that ends has used all that was seen in
/// it. That this is enough rests on rules being functions of what they read. Suppose a state had
/// an order of steps in which a step outside the set disturbs one of the set in a way that was not
/// known, and take the shortest such order. Up to that step all commute with the set's, as is known
/// of them, so that the rule comes to its question, or its effect, with the same answers behind it
/// when the set's step is made first: an action asks the first thing that the set's step changes
/// before its own course can differ. There, or where yet other steps that commute have been made as
/// well, it was executed, and what it asked was seen.
@NullMarked
package dev.plimsoll.checker.reduction;

import org.jspecify.annotations.NullMarked;
