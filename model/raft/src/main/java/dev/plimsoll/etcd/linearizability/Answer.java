package dev.plimsoll.etcd.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What etcd answers.
///
/// @param revision that of the header: of a write the one that it made, else the one at which it
///     was served; empty where it was not recorded
public record Answer(Response response, OptionalLong revision) {

  /// What there is, or what was done.
  public sealed interface Response {
    /// Whether an operation that was answered so changed nothing.
    default boolean isRead() {
      return switch (this) {
        case Value _ -> true;
        case Written() -> false;
        case Deleted(var wasThere) -> !wasThere;
        case Outcome(_, var responses) -> responses.stream().allMatch(Response::isRead);
      };
    }
  }

  /// To a get: the value, or that there is none.
  public record Value(Optional<String> value) implements Response {
    /// This value.
    public static Value of(String value) {
      return new Value(Optional.of(value));
    }
  }

  /// To a put.
  public record Written() implements Response {}

  /// To a delete: whether there was a value.
  public record Deleted(boolean wasThere) implements Response {}

  /// To a transaction: whether its comparisons held, and what was answered to what was done.
  public record Outcome(boolean succeeded, List<Response> responses) implements Response {
    public Outcome {
      responses = List.copyOf(responses);
    }
  }

  /// An answer whose revision was not recorded.
  public static Answer of(Response response) {
    return new Answer(response, OptionalLong.empty());
  }

  /// An answer with the revision of its header.
  public static Answer at(long revision, Response response) {
    return new Answer(response, OptionalLong.of(revision));
  }
}
