package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.Interruption;
import java.util.concurrent.CountDownLatch;

/// When the process is asked to end (Ctrl-C, SIGTERM), the search ends early, and the process waits
/// until what was established so far is told.
final class EarlyEnd implements AutoCloseable {

  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook;

  /// From now on, until it is closed.
  EarlyEnd(Interruption interruption) {
    hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  interruption.request();
                  try {
                    told.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already.
    }
  }
}
