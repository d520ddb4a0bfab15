package dev.plimsoll.network.proxy.proxier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.proxy.RestoreInput;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class KernelTablesTest {

  private static final RestoreInput FIRST =
      new RestoreInput(
          Map.of("KUBE-SERVICES", List.of()),
          Map.of("KUBE-SERVICES", List.of("-j KUBE-SVC-A"), "KUBE-SVC-A", List.of("-j DNAT")));

  private static final KernelTables TABLES = KernelTables.EMPTY.restore(FIRST).tables();

  @Test
  void chainsThatAreNotWrittenStayAsTheyAre() {
    var restored = TABLES.restore(new RestoreInput(Map.of(), Map.of("KUBE-SERVICES", List.of())));

    assertThat(restored.succeeded()).isTrue();
    assertThat(restored.tables().nat())
        .isEqualTo(Map.of("KUBE-SERVICES", List.of(), "KUBE-SVC-A", List.of("-j DNAT")));
  }

  @Test
  void aChainThatIsJumpedToCannotBeDeletedAndTheFilterTableIsTakenAllTheSame() {
    var input =
        new RestoreInput(
            Map.of("KUBE-SERVICES", List.of("-j REJECT")),
            Map.of(),
            new TreeSet<>(List.of("KUBE-SVC-A")));
    var restored = TABLES.restore(input);

    assertThat(restored.succeeded()).isFalse();
    assertThat(restored.tables().nat()).isEqualTo(TABLES.nat());
    assertThat(restored.tables().filter()).isEqualTo(input.filter());
  }

  @Test
  void aJumpToNoChainIsRefused() {
    var input = new RestoreInput(Map.of("KUBE-SERVICES", List.of("-j KUBE-FORWARD")), FIRST.nat());

    assertThat(TABLES.restore(input)).isEqualTo(new KernelTables.Restored(TABLES, false));
  }
}
