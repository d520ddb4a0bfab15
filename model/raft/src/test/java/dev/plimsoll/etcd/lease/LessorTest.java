package dev.plimsoll.etcd.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LessorTest {

  private static final int LEASE = 7;
  private static final int TTL = 3;
  private static final Lessor.Config CONFIG = new Lessor.Config(1, Bug.NONE);

  private static Lessor granted(boolean isPrimary) {
    var lessor = isPrimary ? Lessor.EMPTY.promote(0, CONFIG) : Lessor.EMPTY;
    return lessor.grant(LEASE, TTL, CONFIG);
  }

  private static Lease lease(Lessor lessor) {
    return lessor.lookup(LEASE).orElseThrow();
  }

  private static Lessor after(int ticks, Lessor lessor) {
    return ticks == 0 ? lessor : after(ticks - 1, lessor.tick());
  }

  @Test
  void timeRunsAtThePrimaryOnly() {
    assertThat(after(TTL, granted(false)).expired()).isEmpty();
    assertThat(after(TTL - 1, granted(true)).expired()).isEmpty();
    assertThat(after(TTL, granted(true)).expired()).containsExactly(LEASE);
  }

  @Test
  void aNewPrimaryCountsFromTheLastCheckpointAndLonger() {
    var checkpointed = granted(false).checkpoint(LEASE, 1, CONFIG);

    assertThat(lease(checkpointed.promote(2, CONFIG)).expiresIn()).isEqualTo(3);
    assertThat(lease(granted(false).promote(2, CONFIG)).expiresIn()).isEqualTo(TTL + 2);
  }

  @Test
  void aLeaseIsDueForACheckpointAfterAnIntervalUnlessItEndsBefore() {
    assertThat(granted(true).due()).isEmpty();
    assertThat(granted(true).tick().due()).extracting(Lease::id).containsExactly(LEASE);
    assertThat(Lessor.EMPTY.promote(0, CONFIG).grant(LEASE, 1, CONFIG).tick().due()).isEmpty();
  }

  @Test
  void aLeaseThatIsKeptAliveLivesAllItsTtlAgain() {
    assertThat(lease(granted(true).tick().renew(LEASE)).expiresIn()).isEqualTo(TTL);
  }

  @Test
  void aLessorThatLosesItsMemoryKnowsWhatWasSaved() {
    var lessor = granted(true).checkpoint(LEASE, 2, CONFIG);

    assertThat(Lessor.recovered(lessor.saved()).leases())
        .containsExactly(new Lease(LEASE, TTL, 2, List.of(), Lease.NEVER, Lease.NEVER));
  }

  @Test
  void aKeyIsAttachedToOneLeaseAtMost() {
    var lessor = granted(false).grant(8, TTL, CONFIG).attach(LEASE, "a").attach(8, "a");

    assertThat(lessor.leaseOf("a")).isEqualTo(8);
    assertThat(lease(lessor).keys()).isEmpty();
    assertThat(lessor.detach("a").leaseOf("a")).isEqualTo(Lease.NONE);
  }

  @Test
  void aLeaseWithoutATtlIsRefused() {
    assertThatThrownBy(() -> Lessor.EMPTY.grant(LEASE, 0, CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TTL above 0");
  }
}
