package dev.plimsoll.network.proxy.proxier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProxierTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Proxier started() {
    var config = ProxyConfig.of("node", Address.parse("192.168.0.2"), new LocalDetector.None());
    return Proxier.started(config, Duration.ofSeconds(30));
  }

  private static Service service(String name, int port) {
    var ports = List.of(new ServicePort("dns", Protocol.UDP, port, null, 0));
    return new Service(
        ObjectMeta.of("default", name),
        ServiceSpec.clusterIp(Address.parse(name.equals("a") ? "10.96.0.1" : "10.96.0.2"), ports),
        List.of());
  }

  private static EndpointSlice slice(String service, String... addresses) {
    return new EndpointSlice(
        ObjectMeta.of("default", "slice").withLabels(Map.of(Service.NAME_LABEL, service)),
        AddressType.IPV4,
        List.of(addresses).stream().map(a -> Endpoint.ready(Address.parse(a), "node")).toList(),
        List.of(new EndpointPort("dns", Protocol.UDP, 53)));
  }

  private static Sync sync(Proxier proxier) {
    return proxier.sync(Set.of(), START);
  }

  private static List<String> writtenServices(Sync sync) {
    return sync.input().nat().values().stream()
        .flatMap(List::stream)
        .filter(rule -> rule.contains("->"))
        .map(rule -> rule.replaceAll(".*\"default/(.*):dns ->.*", "$1"))
        .distinct()
        .toList();
  }

  private static Proxier withTwoServices() {
    return withTwoServices(started());
  }

  private static Proxier withTwoServices(Proxier proxier) {
    var b = slice("b", "10.244.0.2");
    return proxier
        .serviceUpdated(service("a", 53))
        .serviceUpdated(service("b", 53))
        .sliceUpdated(slice("a", "10.244.0.1"))
        .sliceUpdated(b);
  }

  @Test
  void aPartialSyncWritesTheChainsOfChangedServicesOnly() {
    var first = sync(withTwoServices());
    var second = sync(first.succeeded().sliceUpdated(slice("b", "10.244.0.3")));

    assertThat(first.isFull()).isTrue();
    assertThat(writtenServices(first)).containsExactlyInAnyOrder("a", "b");
    assertThat(second.isFull()).isFalse();
    assertThat(writtenServices(second)).containsExactly("b");
    assertThat(second.input().nat().get("KUBE-SERVICES")).hasSize(3);
  }

  @Test
  void aServiceThatIsAsBeforeIsNotPendingButASliceIs() {
    var synced = sync(withTwoServices()).succeeded();
    var service = synced.serviceUpdated(service("a", 54)).serviceUpdated(service("a", 53));
    var slice = synced.sliceUpdated(slice("a")).sliceUpdated(slice("a", "10.244.0.1"));

    assertThat(service.hasPending()).isFalse();
    assertThat(synced.sliceUpdated(slice("a", "10.244.0.1")).hasPending()).isFalse();
    assertThat(slice.hasPending()).isTrue();
    assertThat(writtenServices(sync(slice))).containsExactly("a");
  }

  @Test
  void afterAFailureAllIsWrittenAndNothingIsDeletedFromConnectionTracking() {
    var synced = sync(withTwoServices()).succeeded();
    var failed = sync(synced.sliceUpdated(slice("a", "10.244.0.9")));
    var retry = sync(failed.failed());

    assertThat(failed.cleanups())
        .containsExactly(
            new ConntrackCleanup.ServiceIpNat(
                Address.parse("10.96.0.1"), Address.parse("10.244.0.1")));
    assertThat(retry.isFull()).isTrue();
    assertThat(writtenServices(retry)).containsExactlyInAnyOrder("a", "b");
    assertThat(retry.cleanups()).isEmpty();
  }

  @Test
  void anotherZoneOfTheNodeMeansAFullSync() {
    var synced = sync(withTwoServices()).succeeded();
    var labels = new TreeMap<>(Map.of(ProxyConfig.ZONE_LABEL, "zone-b"));

    assertThat(sync(synced.nodeLabelsUpdated(labels)).isFull()).isTrue();
    assertThat(sync(synced.nodeLabelsUpdated(new TreeMap<>())).isFull()).isFalse();
  }

  @Test
  void aServiceThatLosesItsPortOrGainsAnEndpointIsForgottenByConnectionTracking() {
    var empty = sync(started().serviceUpdated(service("a", 53)));
    var active = sync(empty.succeeded().sliceUpdated(slice("a", "10.244.0.1")));
    var gone = sync(active.succeeded().serviceDeleted(ObjectMeta.of("default", "a")));
    var ip = new ConntrackCleanup.ServiceIp(Address.parse("10.96.0.1"));

    assertThat(empty.cleanups()).isEmpty();
    assertThat(active.cleanups()).containsExactly(ip);
    assertThat(gone.cleanups()).containsExactly(ip);
  }

  @Test
  void aLargeClusterKeepsChainsOfNoUseForASyncPeriod() {
    var addresses =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "10.244.%d.%d".formatted(i / 250, i % 250 + 1))
            .toArray(String[]::new);
    var proxier = withTwoServices().sliceUpdated(slice("a", addresses));
    var stale = Set.of("KUBE-SEP-AAAAAAAAAAAAAAAA", "KUBE-MARK-MASQ", "OTHER");
    var first = proxier.sync(stale, START);
    var soon = first.succeeded().sync(stale, START.plusSeconds(30));
    var later = soon.succeeded().sync(stale, START.plusSeconds(31));

    assertThat(first.input().deleted()).containsExactly("KUBE-SEP-AAAAAAAAAAAAAAAA");
    assertThat(first.input().text()).doesNotContain("->");
    assertThat(soon.input().deleted()).isEmpty();
    assertThat(later.input().deleted()).containsExactly("KUBE-SEP-AAAAAAAAAAAAAAAA");
  }

  @Test
  void aSliceThatIsGivenToAnotherServiceStaysWithTheFirst() {
    var slice = slice("a", "10.244.0.1");
    var services = started().serviceUpdated(service("a", 53)).serviceUpdated(service("b", 53));
    var synced = sync(services.sliceUpdated(slice)).succeeded();
    var given = sync(synced.sliceUpdated(slice("b", "10.244.0.1")));
    var rules = given.succeeded().forced().sync(Set.of(), START);

    assertThat(writtenServices(given)).containsExactly("b");
    assertThat(writtenServices(rules)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void fromVersion132OnEntriesThatLeadToNoEndpointAreDeletedWhateverHasChanged() {
    var usual = started().config();
    var later = Release.of(Release.Version.V1_32);
    var proxier =
        withTwoServices(Proxier.started(usual.withRelease(later), Duration.ofSeconds(30)));
    var again = sync(sync(proxier).failed());
    var ip = Address.parse("10.96.0.1");
    var endpoint = Address.parse("10.244.0.1");

    assertThat(again.cleanups())
        .hasSize(2)
        .contains(new ConntrackCleanup.Unserved(ip, 53, new TreeSet<>(Set.of(endpoint))))
        .anyMatch(cleanup -> cleanup.deletes(ip, 53, ip))
        .noneMatch(cleanup -> cleanup.deletes(ip, 53, endpoint))
        .noneMatch(cleanup -> cleanup.deletes(ip, 54, ip));
  }
}
