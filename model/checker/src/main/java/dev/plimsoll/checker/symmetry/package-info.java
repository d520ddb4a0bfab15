/// Searches one state for all that differ only in the names of interchangeable identities.
///
/// {@link dev.plimsoll.checker.Symmetry} is what a model declares; {@link
/// dev.plimsoll.checker.kernel.SymmetryCheck} finds out whether it is true; {@link
/// dev.plimsoll.checker.symmetry.Canonical} finds the one state of each orbit that is kept. States
/// that were reached by renaming are not on any trace: traces are made of real steps, found by
/// asking of each state which orbit it is in.
///
/// The idea is that of Ip and Dill, "Better Verification Through Symmetry", 1996; that canonical
/// states are found by sorting, and ties are broken exactly, is common since Murphi. That what a
/// model declares is checked, by renaming what its rules were seen to do, is ours.
@NullMarked
package dev.plimsoll.checker.symmetry;

import org.jspecify.annotations.NullMarked;
