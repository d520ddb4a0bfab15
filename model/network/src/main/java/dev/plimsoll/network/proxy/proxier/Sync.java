package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.network.proxy.RestoreInput;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// One sync of a proxy.
///
/// @param input what goes to `iptables-restore`
/// @param isFull whether all chains are in it
/// @param cleanups what is then deleted from connection tracking
/// @param succeeded the proxy after all this
public record Sync(
    RestoreInput input, boolean isFull, Set<ConntrackCleanup> cleanups, Proxier succeeded) {

  /// Copies the set, keeping its order.
  public Sync {
    cleanups = Collections.unmodifiableSet(new LinkedHashSet<>(cleanups));
  }

  /// The proxy after `iptables-restore` has failed: it does not know what the tables hold, and
  /// will write all. Nothing is deleted from connection tracking now, nor then as far as it depends
  /// on what has changed: that is forgotten.
  public Proxier failed() {
    return succeeded.forced();
  }
}
