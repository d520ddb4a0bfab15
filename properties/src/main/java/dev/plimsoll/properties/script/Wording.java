package dev.plimsoll.properties.script;

import dev.plimsoll.raft.LogLine;

/// In whose words nodes log: a script that was recorded with one version of the library holds for
/// the same behaviour in another.
enum Wording {
  /// Of go.etcd.io/raft at cdfbeed (August 2026).
  CURRENT,
  /// Of releases up to 75ca003 (April 2026).
  FORMER;

  String of(LogLine line) {
    return switch (this) {
      case CURRENT -> line.text();
      case FORMER -> line.formerly();
    };
  }
}
