package dev.plimsoll.network.walks;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import java.util.List;

/// A model whose steps send packets through the rules of nodes.
public interface SendsPackets {

  /// The packets that a step sent, in order; none for a step that sends none.
  ///
  /// @param before the state that the step led out of
  /// @param step what was done
  List<SentPacket> sent(State before, Trace.Action step);

  /// Packets that show how matters stand in a state: what the next ones would do.
  default List<SentPacket> next(State state) {
    return List.of();
  }
}
