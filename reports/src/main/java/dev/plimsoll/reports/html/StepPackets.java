package dev.plimsoll.reports.html;

import dev.plimsoll.network.walks.SentPacket;
import dev.plimsoll.reports.html.packet.PacketPath;
import dev.plimsoll.reports.html.packet.PacketPath.Told;
import dev.plimsoll.reports.html.packet.Room;
import dev.plimsoll.reports.html.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The packets that the steps of a trace sent, laid out for the page.
///
/// @param walk null where the model was not asked
/// @param room that the page has left for them
record StepPackets(@Nullable Walk walk, Room room) {

  /// Those of a step.
  ///
  /// @param prefix see {@link TraceView}
  List<PacketPath> of(String prefix, int step) {
    return walk == null || step >= walk.packets().size()
        ? List.of()
        : paths("%sstep-%d-packet".formatted(prefix, step), walk.packets().get(step));
  }

  /// Those that would be sent after the last state.
  List<PacketPath> next(String prefix) {
    return walk == null ? List.of() : paths(prefix + "next-packet", walk.next());
  }

  private List<PacketPath> paths(String id, List<SentPacket> packets) {
    var paths = new ArrayList<PacketPath>();
    for (var sent : packets) {
      var told =
          new Told(
              "%s-%d".formatted(id, paths.size() + 1),
              sent.what(),
              sent.note(),
              sent.rules().source(),
              sent.taken(),
              Optional.empty());
      var path = PacketPath.of(told, sent.rules(), sent.packet(), sent.ways(), room);
      paths.add(path.withRules(sent.rules(), room));
    }
    return paths;
  }
}
