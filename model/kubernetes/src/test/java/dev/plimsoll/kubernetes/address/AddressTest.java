package dev.plimsoll.kubernetes.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

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
    "::ffff:10.0.0.1, ::ffff:a00:1",
    "64:ff9b::10.0.0.1, 64:ff9b::a00:1"
  })
  void anAddressIsPrintedInItsCanonicalForm(String text, String canonical) {
    assertThat(Address.parse(text)).hasToString(canonical);
    assertThat(Address.parse(canonical)).isEqualTo(Address.parse(text));
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
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not an address: expected one such as 10.0.0.1 or fd00::1");
  }

  @Test
  void aPortIsSetApartFromAnIpv6AddressByBrackets() {
    assertThat(Address.parse("10.0.0.1").withPort(80)).isEqualTo("10.0.0.1:80");
    assertThat(Address.parse("fd00::1").withPort(80)).isEqualTo("[fd00::1]:80");
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.1, 10.0.0.1",
    "10.0.0.1, 10.0.0.1",
    "::fffe:a00:1, ::fffe:a00:1",
    "1::ffff:a00:1, 1::ffff:a00:1"
  })
  void onlyAMappedAddressHasAnotherInside(String text, String inside) {
    assertThat(Address.parse(text).unmapped()).isEqualTo(Address.parse(inside));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.255, 10.0.1.0",
    "255.255.255.255, 0.0.0.0",
    "fd00::ffff:ffff:ffff:ffff, fd00:0:0:1::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ::"
  })
  void theLastAddressIsFollowedByTheFirst(String text, String next) {
    assertThat(Address.parse(text).next()).isEqualTo(Address.parse(next));
  }

  @Test
  void addressesAreOrderedByFamilyAndThenAsNumbers() {
    assertThat(
            Stream.of("fd00::1", "200.0.0.1", "::1", "10.0.0.1", "ff02::1", "fd00::")
                .map(Address::parse)
                .sorted())
        .extracting(Address::toString)
        .containsExactly("10.0.0.1", "200.0.0.1", "::1", "fd00::", "fd00::1", "ff02::1");
  }
}
