package dev.plimsoll.checker.checkpoint;

/// There is no checkpoint to go on from, or it cannot be gone on from, or none can be kept.
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Says what is wrong and, where it is known, what to do.
  public CheckpointException(String message) {
    super(message);
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
