package dev.plimsoll.network.ipvs;

/// A server that connections are sent to, `ip_vs_dest`.
///
/// @param weight its share of what is new; 0 if it is drained: it keeps its connections and gets no
///     new ones
/// @param active connections that are open, `activeconns`
/// @param inactive connections that were closed and are still known, `inactconns`
public record RealServer(int weight, int active, int inactive) {

  /// What it costs to be busy: an open connection counts as 256 closed ones. `ip_vs.h`,
  /// `ip_vs_dest_conn_overhead`.
  int overhead() {
    return (active << 8) + inactive;
  }

  /// Whether it gets new connections.
  public boolean isServing() {
    return weight > 0;
  }

  /// With another weight.
  public RealServer weighing(int other) {
    return new RealServer(other, active, inactive);
  }

  /// With one connection more.
  public RealServer connected() {
    return new RealServer(weight, active + 1, inactive);
  }

  /// With one connection less that is open, and one more that is not.
  public RealServer closed() {
    return new RealServer(weight, active - 1, inactive + 1);
  }

  /// With one closed connection forgotten.
  public RealServer expired() {
    return new RealServer(weight, active, inactive - 1);
  }
}
