package dev.plimsoll.cluster.apiserver;

/// An object of the API: immutable, compared by value.
///
/// @param <T> its own type
public interface ApiObject<T extends ApiObject<T>> {

  /// Its metadata.
  Meta meta();

  /// The same with other metadata.
  T with(Meta meta);
}
