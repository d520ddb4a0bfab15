package dev.plimsoll.cluster.endpointslice;

/// What is yet to be done to slices in a sync (`slicesToCreate`, `slicesToUpdate`,
/// `slicesToDelete`), in this order. Names are used again, where generated ones are not: a slice is
/// meant by name and uid.
sealed interface SliceCall {

  /// Creates a slice under a name that is free.
  record Create(EndpointSlice slice) implements SliceCall {}

  /// Updates a slice that is still as it was read.
  record Update(int name, EndpointSlice read, EndpointSlice slice) implements SliceCall {}

  /// Updates a slice that would go if it were not needed for other endpoints, whatever it has
  /// become: it was made anew, without a `resourceVersion`.
  record Reuse(int name, int uid, EndpointSlice slice) implements SliceCall {}

  /// Deletes a slice.
  record Delete(int name, int uid) implements SliceCall {}
}
