package dev.plimsoll.network.netfilter.conntrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionTableTest {

  private static final Tuple TO_SERVICE =
      tuple(IpProtocol.UDP, "10.244.0.200:40000", "10.96.0.10:53");
  private static final Tuple TO_POD = tuple(IpProtocol.UDP, "10.244.0.200:40000", "10.244.0.1:53");

  @Test
  void aConnectionIsFoundInBothDirectionsAndRewritten() {
    var table = table(opened(TO_SERVICE, TO_POD));

    var forth = table.find(TO_SERVICE).orElseThrow();
    var back = table.find(TO_POD.reversed()).orElseThrow();

    assertThat(forth.isReply()).isFalse();
    assertThat(forth.rewritten()).isEqualTo(TO_POD);
    assertThat(back.isReply()).isTrue();
    assertThat(back.rewritten()).isEqualTo(TO_SERVICE.reversed());
    assertThat(table.find(TO_POD)).isEmpty();
  }

  @Test
  void aConnectionIsNewUntilItIsAnswered() {
    var table = table(opened(TO_SERVICE, TO_POD));
    var again = table.seen(table.find(TO_SERVICE).orElseThrow(), Set.of()).orElseThrow();
    var answered = again.seen(again.find(TO_POD.reversed()).orElseThrow(), Set.of()).orElseThrow();

    assertThat(again).isEqualTo(table);
    assertThat(table.find(TO_SERVICE).orElseThrow().state()).isEqualTo(ConnectionState.NEW);
    assertThat(answered.find(TO_SERVICE).orElseThrow().state())
        .isEqualTo(ConnectionState.ESTABLISHED);
    assertThat(answered.connections()).hasSize(1);
  }

  /// Two packets from one socket that are under way at the same time: the second is lost.
  @Test
  void whatHasATupleThatAnotherHasIsNotEntered() {
    var table = table(opened(TO_SERVICE, TO_POD));
    var otherPod = tuple(IpProtocol.UDP, "10.244.0.200:40000", "10.244.0.2:53");
    var otherClient = tuple(IpProtocol.UDP, "10.244.0.201:40000", "10.96.0.10:53");

    assertThat(table.confirmed(opened(TO_SERVICE, otherPod))).isEmpty();
    assertThat(table.confirmed(opened(otherClient, TO_POD))).isEmpty();
    assertThat(table.without(c -> true).confirmed(opened(TO_SERVICE, otherPod))).isPresent();
  }

  @Test
  void natIsTheDifferenceBetweenTheDirections() {
    var masqueraded = tuple(IpProtocol.UDP, "192.168.0.2:40000", "10.244.0.1:53");

    assertThat(opened(TO_SERVICE, TO_POD).hasOtherDestination()).isTrue();
    assertThat(opened(TO_SERVICE, TO_POD).hasOtherSource()).isFalse();
    assertThat(opened(TO_POD, masqueraded).hasOtherDestination()).isFalse();
    assertThat(opened(TO_POD, masqueraded).hasOtherSource()).isTrue();
    assertThat(opened(TO_SERVICE, TO_POD).destination()).isEqualTo(TO_POD.destination());
  }

  @ParameterizedTest
  @CsvSource({
    "'>S <SA >A', ESTABLISHED",
    "'>A', ESTABLISHED",
    "'>S >S', SYN_SENT",
    "'>S <S <SA', SYN_RECV",
    "'>S <SA >A >FA <A', CLOSE_WAIT",
    "'>S <SA >A >FA <A <FA >A', TIME_WAIT",
    "'>S <SA >A <R', CLOSE",
    "'>S <SA >A >FA <A <FA >A >S', SYN_SENT",
    "'>S <SA >A >S', ESTABLISHED",
    "'>F', invalid",
    "'>SA', invalid",
    "'>S >A', invalid",
    "'>S <SA >A >', invalid"
  })
  void aTcpConnectionGoesItsWay(String packets, String end) {
    var state = Optional.of(TcpState.NONE);
    for (var packet : packets.split(" ", -1)) {
      state =
          state.flatMap(
              now -> now.after(IpProtocol.TCP, packet.startsWith("<"), flags(packet.substring(1))));
    }

    assertThat(state.map(TcpState::name).orElse("invalid")).isEqualTo(end);
  }

  private static Set<TcpFlag> flags(String letters) {
    var flags = EnumSet.noneOf(TcpFlag.class);
    for (var flag : TcpFlag.values()) {
      if (letters.contains(flag.name().substring(0, 1))) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static ConnectionTable table(Connection connection) {
    return ConnectionTable.EMPTY.confirmed(connection).orElseThrow();
  }

  private static Connection opened(Tuple original, Tuple left) {
    return Connection.opened(original, left, Set.of()).orElseThrow();
  }

  private static Tuple tuple(IpProtocol protocol, String source, String destination) {
    return new Tuple(protocol, Endpoint.parse(source), Endpoint.parse(destination));
  }
}
