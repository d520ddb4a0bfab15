package dev.plimsoll.raft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an application is to do for a node; node.go, `Ready`.
///
/// @param softState null if it has not changed
/// @param hardState to save before messages are sent; null if it has not changed
/// @param readStates reads that may be answered once their index is applied
/// @param entries to save before messages are sent
/// @param snapshot to save before messages are sent; null for none
/// @param committedEntries to apply
/// @param messages to send, in order; with asynchronous storage writes, those to its threads too
/// @param mustSync whether what is saved must be on disk before messages are sent
public record Ready(
    @Nullable SoftState softState,
    @Nullable HardState hardState,
    List<ReadState> readStates,
    List<Entry> entries,
    @Nullable Snapshot snapshot,
    List<Entry> committedEntries,
    List<Message> messages,
    boolean mustSync) {
  public Ready {
    readStates = List.copyOf(readStates);
    entries = List.copyOf(entries);
    committedEntries = List.copyOf(committedEntries);
    messages = List.copyOf(messages);
  }
}
