/// Incidents of real clusters, found again: each is put together from components, faults with a
/// budget and claims, without a script, and comes broken and fixed.
///
/// {@link dev.plimsoll.cluster.catalog.Incidents} lists them.
@NullMarked
package dev.plimsoll.cluster.incident;

import org.jspecify.annotations.NullMarked;
