package dev.plimsoll.kubernetes.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixTest {

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
  void aBlockContainsTheAddressesThatShareItsPrefix(
      String block, String address, boolean contains) {
    assertThat(Prefix.parse(block).contains(Address.parse(address))).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "fd00::/129",
        "x/8",
        "/8",
        "10.0.0.0/255.0.0.0"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> Prefix.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7/8, 10.0.0.0/8, 8",
    "10.0.0.7/255.255.0.0, 10.0.0.0/16, 16",
    "10.0.0.7, 10.0.0.7/32, 32",
    "fd00::7/ffff::, fd00::/16, 16",
    "10.1.2.3/255.0.0.255, 10.0.0.3/255.0.0.255, -1"
  })
  void iptablesAlsoTakesNoMaskAndMasksThatAreSpelledOut(String text, String canonical, int length) {
    var prefix = Prefix.parseMasked(text);

    assertThat(prefix).hasToString(canonical);
    assertThat(prefix.length()).isEqualTo(length);
  }

  @Test
  void aMaskWithHolesComparesTheBitsItHas() {
    var prefix = Prefix.parseMasked("10.0.0.3/255.0.0.255");

    assertThat(prefix.contains(Address.parse("10.200.100.3"))).isTrue();
    assertThat(prefix.contains(Address.parse("10.200.100.4"))).isFalse();
  }

  @Test
  void aMaskOfTheOtherFamilyIsRefused() {
    assertThatThrownBy(() -> Prefix.parseMasked("10.0.0.0/ffff::"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the same family");
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.1.2.3/120, 10.1.2.0/24",
    "::ffff:10.1.2.3/32, ::/32",
    "10.0.0.0/8, 10.0.0.0/8",
    "fd00::/64, fd00::/64"
  })
  void onlyABlockOfMappedAddressesHasAnotherInside(String text, String inside) {
    assertThat(Prefix.parse(text).unmapped()).isEqualTo(Prefix.parse(inside));
  }
}
