package dev.plimsoll.raft;

/// A read that may be answered once `index` is applied; read_only.go, `ReadState`.
///
/// @param context what the read was asked with
public record ReadState(int index, String context) {

  /// What is read where entries up to `applied` are applied already.
  ReadState atLeast(int applied) {
    return new ReadState(Math.max(index, applied), context);
  }
}
