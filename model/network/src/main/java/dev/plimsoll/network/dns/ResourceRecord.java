package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;

/// What a name has. The time that it may be kept is the same for all records of a cluster, and not
/// here.
///
/// @param name whose it is
/// @param data what it says
public record ResourceRecord(DomainName name, Data data) {

  /// What a record says.
  public sealed interface Data {

    /// An address.
    record Host(Address address) implements Data {}

    /// The cluster IP that a Service is given when it is created, and does not have yet.
    record Pending(Family family) implements Data {}

    /// The name that it is an alias of.
    record Alias(DomainName target) implements Data {}

    /// The name of an address.
    record Pointer(DomainName target) implements Data {}

    /// A port, and who is there.
    ///
    /// @param priority the least comes first
    /// @param weight among those of a priority, 1 to 100
    record Server(int priority, int weight, int port, DomainName target) implements Data {}

    /// Text.
    record Text(String text) implements Data {}
  }

  /// Its type.
  public RecordType type() {
    return switch (data) {
      case Data.Host(var address) -> RecordType.of(address.family());
      case Data.Pending(var family) -> RecordType.of(family);
      case Data.Alias _ -> RecordType.CNAME;
      case Data.Pointer _ -> RecordType.PTR;
      case Data.Server _ -> RecordType.SRV;
      case Data.Text _ -> RecordType.TXT;
    };
  }

  /// What it says, as in a zone file; a cluster IP that is not given yet in brackets.
  public String value() {
    return switch (data) {
      case Data.Host(var address) -> address.toString();
      case Data.Pending _ -> "(the cluster IP that it is given)";
      case Data.Alias(var target) -> target.toString();
      case Data.Pointer(var target) -> target.toString();
      case Data.Server(var priority, var weight, var port, var target) ->
          "%d %d %d %s".formatted(priority, weight, port, target);
      case Data.Text(var text) -> "\"" + text + "\"";
    };
  }

  /// As in a zone file, without a time.
  @Override
  public String toString() {
    return "%s IN %s %s".formatted(name, type(), value());
  }
}
