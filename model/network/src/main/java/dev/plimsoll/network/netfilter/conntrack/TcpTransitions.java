package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.TcpFlag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the packets of one direction do to the state of a TCP connection.
///
/// Linux 6.x `nf_conntrack_proto_tcp.c`, `tcp_conntracks`, with `nf_conntrack_tcp_loose`: a
/// connection that is under way is picked up by an ACK. There are no packets in the other direction
/// before the first one.
final class TcpTransitions {

  /// What a packet is to the table: `get_conntrack_index`.
  enum Kind {
    SYN,
    SYN_ACK,
    FIN,
    ACK,
    RST,
    OTHER;

    static Kind of(Set<TcpFlag> flags) {
      if (flags.contains(TcpFlag.RST)) {
        return RST;
      }
      if (flags.contains(TcpFlag.SYN)) {
        return flags.contains(TcpFlag.ACK) ? SYN_ACK : SYN;
      }
      if (flags.contains(TcpFlag.FIN)) {
        return FIN;
      }
      return flags.contains(TcpFlag.ACK) ? ACK : OTHER;
    }
  }

  private static final String INVALID = "-";
  private static final String SAME = "=";

  /// In the direction of the first packet.
  static final TcpTransitions ORIGINAL =
      new TcpTransitions(
          """
                     SYN        SYN_ACK  FIN       ACK         RST   OTHER
          NONE       SYN_SENT   -        -         ESTABLISHED -     -
          SYN_SENT   SYN_SENT   -        -         -           CLOSE -
          SYN_RECV   =          SYN_RECV FIN_WAIT  ESTABLISHED CLOSE -
          ESTABLISHED =         -        FIN_WAIT  ESTABLISHED CLOSE -
          FIN_WAIT   =          -        LAST_ACK  CLOSE_WAIT  CLOSE -
          CLOSE_WAIT =          -        LAST_ACK  CLOSE_WAIT  CLOSE -
          LAST_ACK   =          -        LAST_ACK  TIME_WAIT   CLOSE -
          TIME_WAIT  SYN_SENT   -        TIME_WAIT TIME_WAIT   CLOSE -
          CLOSE      SYN_SENT   -        CLOSE     CLOSE       CLOSE -
          SYN_SENT2  SYN_SENT2  SYN_RECV -         -           CLOSE -
          """);

  /// In the other direction.
  static final TcpTransitions REPLY =
      new TcpTransitions(
          """
                     SYN        SYN_ACK  FIN       ACK         RST   OTHER
          NONE       -          -        -         -           -     -
          SYN_SENT   SYN_SENT2  SYN_RECV -         =           CLOSE -
          SYN_RECV   -          =        FIN_WAIT  SYN_RECV    CLOSE -
          ESTABLISHED -         =        FIN_WAIT  ESTABLISHED CLOSE -
          FIN_WAIT   -          =        LAST_ACK  CLOSE_WAIT  CLOSE -
          CLOSE_WAIT -          =        LAST_ACK  CLOSE_WAIT  CLOSE -
          LAST_ACK   -          =        LAST_ACK  TIME_WAIT   CLOSE -
          TIME_WAIT  SYN_SENT   =        TIME_WAIT TIME_WAIT   CLOSE -
          CLOSE      -          =        CLOSE     CLOSE       CLOSE -
          SYN_SENT2  SYN_SENT2  SYN_RECV -         =           CLOSE -
          """);

  private final Map<TcpState, List<String>> next = new EnumMap<>(TcpState.class);

  private TcpTransitions(String table) {
    for (String line : table.lines().skip(1).toList()) {
      var words = List.of(line.split(" +", -1));
      next.put(TcpState.valueOf(words.getFirst()), words.subList(1, words.size()));
    }
  }

  /// The state after a packet; nothing if the packet is invalid.
  Optional<TcpState> after(TcpState state, Kind packet) {
    var row = Optional.ofNullable(next.get(state)).orElseThrow();
    var word = row.get(List.of(Kind.values()).indexOf(packet));
    return switch (word) {
      case INVALID -> Optional.empty();
      case SAME -> Optional.of(state);
      default -> Optional.of(TcpState.valueOf(word));
    };
  }
}
