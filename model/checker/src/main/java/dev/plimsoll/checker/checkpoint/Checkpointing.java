package dev.plimsoll.checker.checkpoint;

import java.nio.file.Path;
import java.time.Duration;

/// That a search keeps what it has reached, to be gone on from later.
///
/// @param directory where; it is made if it is not there
/// @param interval how often
/// @param subject what is searched, in words: a search goes on from a checkpoint of the same
///     subject only
/// @param resume whether to go on from what is kept there
public record Checkpointing(Path directory, Duration interval, String subject, boolean resume) {}
