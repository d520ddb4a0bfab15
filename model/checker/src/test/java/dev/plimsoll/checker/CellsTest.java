package dev.plimsoll.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellsTest {

  private static final class Servers extends Model {
    final Cells<Integer> term = cells("term", 3, 0);
    final Cells<Boolean> alive = cells("alive", 2, true);
  }

  @Test
  void aMemberIsFoundByOneOfAnotherFamily() {
    var servers = new Servers();

    assertThat(servers.term.at(servers.alive.get(1))).isSameAs(servers.term.get(1));
  }

  @Test
  void aFamilyThatIsTooSmallHasNoSuchMember() {
    var servers = new Servers();

    assertThatThrownBy(() -> servers.alive.at(servers.term.get(2)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
