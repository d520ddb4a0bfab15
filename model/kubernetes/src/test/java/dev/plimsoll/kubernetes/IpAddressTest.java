package dev.plimsoll.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.96.0.1, 10.96.0.1",
    "255.255.255.255, 255.255.255.255",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "FD00:10:244::0001, fd00:10:244::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1::, 1::",
    "::ffff:10.0.0.1, 10.0.0.1",
    "64:ff9b::10.0.0.1, 64:ff9b::a00:1"
  })
  void anAddressIsPrintedInItsCanonicalForm(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
    assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.0.1",
        "10.0.0.256",
        "10.0.0.01",
        "10.0.0.x",
        ":",
        ":::",
        "1:2:3",
        "1::2::3",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7:8:9",
        "::1:2:3:4:5:6:7:8",
        "fe80::1%eth0",
        "10.0.0.1:80",
        "1.2.3.4::",
        "٣.0.0.1"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> IpAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an IP address");
  }

  @Test
  void aPortIsSetApartFromAnIpv6AddressByBrackets() {
    assertThat(IpAddress.parse("10.0.0.1").withPort(80)).isEqualTo("10.0.0.1:80");
    assertThat(IpAddress.parse("fd00::1").withPort(80)).isEqualTo("[fd00::1]:80");
  }

  @ParameterizedTest
  @CsvSource({
    "10.244.0.0/16, 10.244.255.1, true",
    "10.244.0.0/16, 10.245.0.1, false",
    "0.0.0.0/0, 200.1.1.1, true",
    "0.0.0.0/0, fd00::1, false",
    "192.168.0.2/32, 192.168.0.2, true",
    "fd00:10:244::/56, fd00:10:244:ff::1, true",
    "fd00:10:244::/56, fd00:10:245::1, false",
    "2001:db8::8000:0:0:0/65, 2001:db8::8000:0:0:1, true",
    "::/0, 2001:db8::1, true"
  })
  void aBlockContainsTheAddressesThatShareItsPrefix(String cidr, String address, boolean contains) {
    assertThat(Cidr.parse(cidr).contains(IpAddress.parse(address))).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "x/8", "/8"})
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
