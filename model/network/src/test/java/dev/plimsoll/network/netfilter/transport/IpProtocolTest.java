package dev.plimsoll.network.netfilter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IpProtocolTest {

  @ParameterizedTest
  @EnumSource
  void theTransportOfAServicePortHasTheNumberOfItsName(Protocol transport) {
    assertThat(IpProtocol.of(transport))
        .isEqualTo(IpProtocol.parse(transport.name()))
        .hasToString(transport.lowerCase())
        .satisfies(protocol -> assertThat(protocol.hasPorts()).isTrue());
  }
}
