package dev.plimsoll.cluster.portallocator;

import java.util.Optional;

/// How far an API server is with what a user asks for.
sealed interface Request {

  /// It has nothing to do.
  record None() implements Request {}

  /// It takes a port.
  ///
  /// @param chosen the port that the user wants; empty for any
  /// @param read the bitmap, once it is read, and the port that is to be taken in it
  /// @param rounds of repair that have begun since the request came
  record Allocate(Wish wish, Optional<Integer> chosen, Optional<Choice> read, int rounds)
      implements Request {}

  /// It writes or deletes the Service.
  ///
  /// @param allocated the port that was taken for it; [NodePorts#NONE] for none
  /// @param overtaken whether the Service was written since it was read
  /// @param rounds of repair that have begun since the request came
  record Write(Wish wish, int allocated, boolean overtaken, int rounds) implements Request {}

  /// It frees a port.
  ///
  /// @param read the bitmap, once it is read
  /// @param rounds of repair that have begun since the request came
  record Release(int port, Optional<Bitmap.Read> read, int rounds) implements Request {}

  /// A port that is to be taken in a bitmap that was read.
  record Choice(Bitmap.Read read, int port) {}

  /// What a user asks for.
  ///
  /// @param service its name
  /// @param before the Service as it was read; empty where it is to be created
  /// @param after what it is to be, but for a port that is yet to be taken; empty where it is to be
  ///     deleted
  record Wish(int service, Optional<NodePorts> before, Optional<NodePorts> after) {

    /// The port that the Service has had; [NodePorts#NONE] for none.
    int oldPort() {
      return before.map(NodePorts::port).orElse(NodePorts.NONE);
    }
  }

  /// How many rounds of repair have begun since it came.
  default int begun() {
    return switch (this) {
      case None _ -> 0;
      case Allocate(_, _, _, var rounds) -> rounds;
      case Write(_, _, _, var rounds) -> rounds;
      case Release(_, _, var rounds) -> rounds;
    };
  }

  /// The same after another round has begun.
  default Request inAnotherRound() {
    return switch (this) {
      case None none -> none;
      case Allocate(var wish, var chosen, var read, var rounds) ->
          new Allocate(wish, chosen, read, rounds + 1);
      case Write(var wish, var allocated, var overtaken, var rounds) ->
          new Write(wish, allocated, overtaken, rounds + 1);
      case Release(var port, var read, var rounds) -> new Release(port, read, rounds + 1);
    };
  }

  /// The same after the bitmap was written.
  default Request afterBitmap() {
    return switch (this) {
      case None none -> none;
      case Allocate(var wish, var chosen, var read, var rounds) ->
          new Allocate(
              wish, chosen, read.map(it -> new Choice(it.read().overtaken(), it.port())), rounds);
      case Write write -> write;
      case Release(var port, var read, var rounds) ->
          new Release(port, read.map(Bitmap.Read::overtaken), rounds);
    };
  }

  /// The same after a Service was written.
  default Request afterService(int service) {
    return this instanceof Write(var wish, var allocated, _, var rounds)
            && wish.service() == service
        ? new Write(wish, allocated, true, rounds)
        : this;
  }
}
