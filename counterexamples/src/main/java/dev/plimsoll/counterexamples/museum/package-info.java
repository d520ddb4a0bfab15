/// The museum: incidents of real clusters, each found again by a search and shown to be gone once
/// it is repaired.
///
/// {@link dev.plimsoll.counterexamples.museum.Museum} is the collection,
/// {@link dev.plimsoll.counterexamples.museum.Exhibit} a piece of it, and
/// {@link dev.plimsoll.counterexamples.museum.Pair} what the searches of the broken and of the
/// fixed model found, and whether that is as it should be. The incidents themselves are models,
/// and live with the control plane.
@NullMarked
package dev.plimsoll.counterexamples.museum;

import org.jspecify.annotations.NullMarked;
