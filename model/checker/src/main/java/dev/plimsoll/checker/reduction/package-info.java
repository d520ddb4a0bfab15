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
/// **What is known of rules.** Nothing is declared: the footprint of an action is what it was
/// seen to ask and do ({@link dev.plimsoll.checker.reduction.Footprints}), as dynamic reductions
/// find dependencies on the way (Flanagan and Godefroid, POPL 2005). A search goes by the
/// footprints that there are when it begins; if more is seen, it begins again ({@link
/// dev.plimsoll.checker.reduction.PartialOrder}). So in the states that the last search has
/// visited every action keeps to its footprint. Then it does in every reachable state:
///
/// Suppose not. Among the visited states take an s from which the fewest steps lead to a state u
/// in which some action a asks or does more; in the states before u all keep to their footprints.
/// Let T be the set that was chosen in s.
///
/// 1. Some of the steps is of T. The first one was possible in s and disturbs none of those
///    before it, so that it can be made first, and the others lead from there to u. The state
///    after it was visited, and is nearer to u than s: a contradiction.
/// 2. None is. If a is of T, nothing that it asked in s was changed on the way, or only to values
///    for which it is known to end in the same way; so it does in u what it was seen to do: a
///    contradiction. If it is not, let t be the step of T that leads to the next level; if there
///    was none, all steps were made, and that is case 1. In u it can still be made, and the same
///    steps lead from the state after t to that after u and t. It changes nothing that a is known
///    to ask; so there a asks the same as in u, up to the first thing that was not known. The
///    same holds of the state after t, then, one level on; and there is a last level.
///
/// The same two cases, with "violates the claim", "throws an exception" or "can make a step" for
/// "asks or does more", show that none of these is missed. A state without a step is found by
/// case 1 alone, as in case 2 a step of T can still be made.
///
/// **Claims about behaviours** are decided on a graph of their own ({@link
/// dev.plimsoll.checker.liveness.Liveness}), for which sets have to meet more. Some actions are
/// *observed* ({@link dev.plimsoll.checker.reduction.Observed}): the predicates of the claim, and
/// the instances of rules that fairness is assumed of together, but not of all rules together: that
/// only asks for steps again and again, whichever. A set with an observed action has all that are
/// looked at together with it, so that nothing outside changes what they say. And
///
/// - it has no observed action at all, or a step of it is of a fair rule;
/// - every step of it leads to the next level, or changes nothing, so that on each cycle there is a
///   state of which all steps were made (the strong cycle condition).
///
/// Then for each fair behaviour from a state there is one in the graph that looks the same but for
/// stuttering. If one of its steps is of the set, the first one can be made first: those before it
/// change nothing that is observed with what it changes, so that all who look see the same things
/// in the same order. If none is, no step of the set is fair, as it could be made all the time and
/// never is; so nothing of the set is observed, and any step of it can be put in front unseen.
/// Going on from the next state, no step is put off forever: the states of which all steps were
/// made come again and again.
///
/// **Claims about the end** need none of this where nothing goes round ({@link
/// dev.plimsoll.checker.Formula#isOfTheEnd}) and fairness is assumed of all rules: then each
/// behaviour comes to a state without a step that changes something, and stays. Such states are all
/// visited. And if nothing goes round among the states that were visited, by steps of some stubborn
/// set of each that lead to visited states, nothing does at all: where a behaviour goes on forever,
/// there is one after a step of the set, too. Either some of its steps is of the set, and the first
/// such one can be made first; or none is, and a step of the set that changes something can be put
/// in front of all (Valmari). So the sets are chosen once more, without regard to levels.
///
/// **With symmetry** a state stands for its orbit, and the same proof counts steps from a state to
/// any state of the orbit that u is in: those that are left can be made from the state that stands
/// for the next one too, by other identities. So the footprint of an action must be that of every
/// renamed one, renamed; it is, as all that was learned is renamed and executed before a search
/// ends ({@link dev.plimsoll.checker.kernel.SymmetryCheck}). (Emerson, Jha, Peled, "Combining
/// Partial Order and Symmetry Reductions", 1997.)
@NullMarked
package dev.plimsoll.checker.reduction;

import org.jspecify.annotations.NullMarked;
