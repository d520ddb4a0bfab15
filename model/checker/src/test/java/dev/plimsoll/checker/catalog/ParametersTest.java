package dev.plimsoll.checker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private enum Bug {
    NONE,
    OFF_BY_ONE
  }

  private static final List<Parameter> DECLARED =
      List.of(
          Parameter.integer("servers", 3, 1, 7, "servers"),
          Parameter.flag("expectations", true, "wait"),
          Parameter.enumeration("bug", Bug.class, "a mistake"));

  @Test
  void whatIsNotGivenHasItsDefault() {
    var parameters = Parameters.of(DECLARED, Map.of("servers", "5", "bug", "off-by-one"));

    assertThat(parameters.integer("servers")).isEqualTo(5);
    assertThat(parameters.flag("expectations")).isTrue();
    assertThat(parameters.constant("bug", Bug.class)).isEqualTo(Bug.OFF_BY_ONE);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> Parameters.of(DECLARED, Map.of("sevrers", "5")))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("Unknown parameter \"sevrers\"; the nearest: servers, bug, expectations");
  }

  @Test
  void aWrongValueIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> Parameters.of(DECLARED, Map.of("servers", "8")))
        .hasMessage("servers must be a whole number from 1 to 7, but is \"8\"");
    assertThatThrownBy(() -> Parameters.of(DECLARED, Map.of("expectations", "yes")))
        .hasMessage("expectations must be true or false, but is \"yes\"");
    assertThatThrownBy(() -> Parameters.of(DECLARED, Map.of("bug", "none ")))
        .hasMessageContaining("one of none, off-by-one");
  }
}
