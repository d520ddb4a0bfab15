package dev.plimsoll.network.netfilter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// One table: its chains by name, the built-in ones first.
public record Table(TableName name, SequencedMap<String, Chain> chains) {

  public Table {
    chains = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(chains));
  }

  /// The chain of that name, if there is one.
  public Optional<Chain> chain(String chain) {
    return Optional.ofNullable(chains.get(chain));
  }
}
