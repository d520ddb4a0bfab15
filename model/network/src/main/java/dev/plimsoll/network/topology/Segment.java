package dev.plimsoll.network.topology;

/// A network of Ethernet that joins devices.
///
/// @param mtu the longest IP packet that it carries, in bytes; what is longer is lost on it, and
///     nobody is told, as a switch knows of no IP
public record Segment(String name, int mtu) {

  /// Refuses what no network carries.
  public Segment {
    if (mtu < Device.LEAST_MTU) {
      throw new IllegalArgumentException(
          "MTU of %s: expected at least %d, found %d".formatted(name, Device.LEAST_MTU, mtu));
    }
  }
}
