package dev.plimsoll.raft;

/// A read that may be answered once `index` is applied; read_only.go, `ReadState`.
///
/// @param context what the read was asked with
public record ReadState(int index, String context) {}
