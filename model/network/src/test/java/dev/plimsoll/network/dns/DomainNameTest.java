package dev.plimsoll.network.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.address.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainNameTest {

  @Test
  void caseAndADotAtTheEndMakeNoDifference() {
    assertThat(DomainName.parse("Web.SHOP.")).isEqualTo(DomainName.parse("web.shop"));
    assertThat(DomainName.parse("web")).hasToString("web.");
    assertThat(DomainName.parse(".")).isEqualTo(DomainName.ROOT).hasToString(".");
  }

  @Test
  void aNameIsWithinItselfAndWhatItEndsWith() {
    var name = DomainName.parse("a.b.c");

    assertThat(name.isWithin(name)).isTrue();
    assertThat(name.isWithin(DomainName.parse("b.c"))).isTrue();
    assertThat(name.isWithin(DomainName.ROOT)).isTrue();
    assertThat(name.isWithin(DomainName.parse("a.b"))).isFalse();
    assertThat(DomainName.parse("c").isWithin(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.3.0.1, 1.0.3.10.in-addr.arpa.",
    "2001:db8::1, " + "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa."
  })
  void anAddressIsANameBackwards(String address, String name) {
    assertThat(DomainName.of(Address.parse(address))).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", ".a", "a b", "a..", "ä"})
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> DomainName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected labels of 1 to 63 characters");
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> DomainName.parse("a".repeat(64)))
        .hasMessageContaining("expected labels");
    assertThatThrownBy(() -> DomainName.parse("a.".repeat(127) + "a"))
        .hasMessage("expected a name of at most 253 characters, found 255");
  }
}
