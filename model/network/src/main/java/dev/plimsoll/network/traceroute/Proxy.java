package dev.plimsoll.network.traceroute;

import java.util.List;
import java.util.Optional;

/// Who does not answer a request himself, but asks others: a load balancer of HTTP.
public interface Proxy {

  /// Nobody does.
  Proxy NONE = _ -> Optional.empty();

  /// What one does.
  ///
  /// @param decision in words
  /// @param upstream whom he asks: any of these; nobody if there are none, and then he answers that
  ///     he has found nobody
  record Onward(String decision, List<Probe> upstream) {

    /// Copies the list.
    public Onward {
      upstream = List.copyOf(upstream);
    }
  }

  /// What is done with a request that is delivered in a namespace; nothing if it is answered there.
  Optional<Onward> at(String namespace);
}
