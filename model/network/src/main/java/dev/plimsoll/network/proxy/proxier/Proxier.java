package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.proxy.Release.Version;
import dev.plimsoll.network.proxy.ServicePortName;
import dev.plimsoll.network.proxy.SyncedPort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// The proxy of one node and family: what it has heard and what it has to do.
///
/// It says nothing about when to sync. kube-proxy does so first when it has heard of all Services
/// and all EndpointSlices once, and then when something is pending or it is forced.
///
/// Follows pkg/proxy/iptables/proxier.go, `Proxier`, v1.30.
///
/// @param config the node
/// @param syncPeriod `--iptables-sync-period`: in a large cluster, the time that must pass until
///     chains of no use are looked for again
/// @param services of the cluster
/// @param slices of the cluster, of the family
/// @param needsFullSync whether the next sync writes all chains
/// @param lastCleanup when chains of no use were last looked for
public record Proxier(
    ProxyConfig config,
    Duration syncPeriod,
    KnownServices services,
    KnownSlices slices,
    boolean needsFullSync,
    Instant lastCleanup) {

  /// A proxy that was just started, and has heard of nothing.
  public static Proxier started(ProxyConfig config, Duration syncPeriod) {
    return new Proxier(config, syncPeriod, KnownServices.NONE, KnownSlices.NONE, true, Instant.MIN);
  }

  /// It hears that a Service was created or changed.
  public Proxier serviceUpdated(Service service) {
    return with(services.updated(service, config.family()), slices);
  }

  /// It hears that a Service was deleted.
  public Proxier serviceDeleted(ObjectMeta service) {
    return with(services.deleted(service), slices);
  }

  /// It hears that a slice was created or changed; one of the other family is none of its business.
  public Proxier sliceUpdated(EndpointSlice slice) {
    return concerns(slice) ? with(services, slices.updated(slice)) : this;
  }

  /// It hears that a slice was deleted.
  public Proxier sliceDeleted(EndpointSlice slice) {
    return concerns(slice) ? with(services, slices.deleted(slice)) : this;
  }

  private boolean concerns(EndpointSlice slice) {
    return switch (slice.addressType()) {
      case IPV4 -> config.family() == Family.IPV4;
      case IPV6 -> config.family() == Family.IPV6;
      case FQDN -> false;
    };
  }

  private Proxier with(KnownServices services, KnownSlices slices) {
    return new Proxier(config, syncPeriod, services, slices, needsFullSync, lastCleanup);
  }

  /// It hears of labels of its node: other ones may mean another zone, for all Services.
  public Proxier nodeLabelsUpdated(SortedMap<String, String> labels) {
    return labels.equals(config.nodeLabels())
        ? this
        : new Proxier(
            config.withNodeLabels(labels), syncPeriod, services, slices, true, lastCleanup);
  }

  /// It finds the canary chain gone: others have flushed the tables, so that all must be written.
  public Proxier forced() {
    return new Proxier(config, syncPeriod, services, slices, true, lastCleanup);
  }

  /// Whether a change is pending.
  public boolean hasPending() {
    return !services.pending().isEmpty() || !slices.pending().isEmpty();
  }

  /// What it writes now.
  ///
  /// @param natChains the chains of the kernel's nat table
  /// @param now the time
  public Sync sync(Set<String> natChains, Instant now) {
    var update = services.update();
    var known = slices.update();
    var before = endpoints(slices);
    var after = endpoints(known);
    var infos = update.after().applied().values();
    var ports = SyncedPort.of(infos, after, config);
    var cleansUp =
        !KubeProxy.isLargeCluster(ports, config) || lastCleanup.plus(syncPeriod).isBefore(now);
    var input =
        KubeProxy.sync(
            ports,
            config,
            name -> needsFullSync || isChanged(name, update.changed()),
            cleansUp ? natChains : Set.of());
    var synced =
        new Proxier(config, syncPeriod, update.after(), known, false, cleansUp ? now : lastCleanup);
    var cleanups =
        config.release().version().isAtLeast(Version.V1_32)
            ? StaleEntries.byState(infos, after)
            : StaleEntries.byChange(infos, before, after, update.deletedUdpClusterIps());
    return new Sync(input, needsFullSync, cleanups, synced);
  }

  private boolean isChanged(ServicePortName name, Set<String> changedServices) {
    return changedServices.contains(name.service()) || slices.isChanged(name.service());
  }

  private Map<ServicePortName, List<ProxyEndpoint>> endpoints(KnownSlices slices) {
    return ProxyEndpoint.of(slices.applied().values(), config.family(), config.nodeName());
  }
}
