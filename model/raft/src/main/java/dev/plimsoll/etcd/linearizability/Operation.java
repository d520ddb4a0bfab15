package dev.plimsoll.etcd.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What etcd is asked: `api/etcdserverpb/rpc.proto`, of single keys and their values.
public sealed interface Operation {

  /// What can be in a transaction.
  sealed interface Single extends Operation {
    /// The key that it is about.
    String key();
  }

  /// The value of a key.
  ///
  /// @param isSerializable whether any member may answer from what it has
  record Get(String key, boolean isSerializable) implements Single {
    /// One that is to be linearizable.
    public Get(String key) {
      this(key, false);
    }
  }

  /// Gives a key a value.
  record Put(String key, String value) implements Single {}

  /// Takes the value of a key away.
  record Delete(String key) implements Single {}

  /// Does the one, if all comparisons hold, or the other, at once.
  record Txn(List<Compare> compares, List<Single> success, List<Single> failure)
      implements Operation {

    public Txn {
      compares = List.copyOf(compares);
      success = List.copyOf(success);
      failure = List.copyOf(failure);
    }

    /// Puts a value if the key has another one, or else gets it.
    public static Txn compareAndSet(String key, String expected, String value) {
      return new Txn(
          List.of(new Compare(key, Optional.of(expected))),
          List.of(new Put(key, value)),
          List.of(new Get(key)));
    }
  }

  /// A comparison: that a key has this value, or, where it is empty, that there is none.
  record Compare(String key, Optional<String> value) {}

  /// The keys that it is about, perhaps with repetitions.
  default Stream<String> keys() {
    return switch (this) {
      case Single single -> Stream.of(single.key());
      case Txn(var compares, var success, var failure) ->
          Stream.concat(
              compares.stream().map(Compare::key),
              Stream.concat(success.stream(), failure.stream()).map(Single::key));
    };
  }
}
