package dev.plimsoll.properties.linearizability;

import java.util.Optional;

/// One key of etcd: its value, or that there is none.
///
/// `expected` and `value` are never null; a key without a value is an empty `Optional`.
public final class Register
    implements SequentialSpecification<Optional<String>, Register.Operation, Register.Response> {

  /// What a key is asked.
  public sealed interface Operation {

    /// The value.
    record Get() implements Operation {}

    /// To be this value.
    record Put(String value) implements Operation {}

    /// To have none.
    record Delete() implements Operation {}

    /// To be `value` if it is `expected`: a transaction that compares the value, then puts, or else
    /// gets. A key without a value is never as expected.
    record CompareAndSet(String expected, String value) implements Operation {}
  }

  /// What is answered.
  public sealed interface Response {

    /// To a get, or to a comparison that failed: the value.
    record Value(Optional<String> value) implements Response {}

    /// To a put, or to a comparison that held.
    record Written() implements Response {}

    /// To a delete: whether there was a value.
    record Deleted(boolean wasThere) implements Response {}
  }

  @Override
  public Optional<String> initial() {
    return Optional.empty();
  }

  @Override
  public Optional<Optional<String>> after(
      Optional<String> state, Operation operation, Response response) {
    return answer(state, operation).equals(response)
        ? Optional.of(after(state, operation))
        : Optional.empty();
  }

  @Override
  public Optional<String> after(Optional<String> state, Operation operation) {
    return switch (operation) {
      case Operation.Get() -> state;
      case Operation.Put(var value) -> Optional.of(value);
      case Operation.Delete() -> Optional.empty();
      case Operation.CompareAndSet(var expected, var value) ->
          state.equals(Optional.of(expected)) ? Optional.of(value) : state;
    };
  }

  @Override
  public boolean isRead(Operation operation, Response response) {
    return switch (response) {
      case Response.Value _ -> true;
      case Response.Deleted(var wasThere) -> !wasThere;
      case Response.Written() -> false;
    };
  }

  @Override
  public boolean mayComeFrom(Operation operation, Response response, Operation other) {
    return switch (response) {
      case Response.Value(var value) -> leaves(other, value);
      case Response.Written() ->
          operation instanceof Operation.CompareAndSet(var expected, _)
              && leaves(other, Optional.of(expected));
      case Response.Deleted(var wasThere) ->
          switch (other) {
            case Operation.Put _, Operation.CompareAndSet _ -> wasThere;
            case Operation.Delete _ -> !wasThere;
            case Operation.Get _ -> false;
          };
    };
  }

  /// What a key with this value answers.
  public static Response answer(Optional<String> state, Operation operation) {
    return switch (operation) {
      case Operation.Get() -> new Response.Value(state);
      case Operation.Put _ -> new Response.Written();
      case Operation.Delete() -> new Response.Deleted(state.isPresent());
      case Operation.CompareAndSet(var expected, _) ->
          state.equals(Optional.of(expected)) ? new Response.Written() : new Response.Value(state);
    };
  }

  private static boolean leaves(Operation operation, Optional<String> value) {
    return switch (operation) {
      case Operation.Get _ -> false;
      case Operation.Put(var put) -> value.equals(Optional.of(put));
      case Operation.CompareAndSet(_, var set) -> value.equals(Optional.of(set));
      case Operation.Delete _ -> value.isEmpty();
    };
  }
}
