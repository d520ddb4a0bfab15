package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.dns.ResourceRecord.Data;
import java.util.List;
import java.util.Optional;

/// Somebody who is at a name: CoreDNS, `plugin/etcd/msg/service.go`, `Service`.
///
/// @param host an address, one to be given, or an alias
/// @param port where; [#NO_PORT] where it has none
/// @param key its own name
/// @param sources the objects that say so
record Entry(Data host, int port, DomainName key, List<KubernetesObject> sources) {

  /// Of a Service or slice without ports.
  static final int NO_PORT = -1;

  static Entry at(Address address, int port, DomainName key, List<KubernetesObject> sources) {
    return new Entry(new Data.Host(address), port, key, sources);
  }

  static Entry pending(Family family, int port, DomainName key, List<KubernetesObject> sources) {
    return new Entry(new Data.Pending(family), port, key, sources);
  }

  /// The name that it is an alias of, if it is one.
  Optional<DomainName> alias() {
    return host instanceof Data.Alias(var target) ? Optional.of(target) : Optional.empty();
  }

  /// Who was found at a name.
  ///
  /// @param exists whether the name is there
  /// @param isKnown whether that is all there is to know
  /// @param reason why it is there, or is not
  /// @param sources the objects for lack of which it is not
  record Found(
      boolean exists,
      boolean isKnown,
      Reason reason,
      List<Entry> entries,
      List<KubernetesObject> sources) {

    static Found those(Reason reason, List<Entry> entries) {
      var sources = entries.stream().flatMap(entry -> entry.sources().stream()).distinct().toList();
      return new Found(true, true, reason, entries, sources);
    }

    /// A name that is there, with nobody at it.
    static Found nobody(Reason reason) {
      return new Found(true, true, reason, List.of(), List.of());
    }

    static Found none(Reason reason, List<KubernetesObject> sources) {
      return new Found(false, true, reason, List.of(), sources);
    }

    static Found unknown(Reason reason, List<KubernetesObject> sources) {
      return new Found(false, false, reason, List.of(), sources);
    }
  }
}
