package dev.plimsoll.properties.netfilter.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A network of its own, seen by one thread and the processes that it starts; the machine's own
/// network is out of reach from there.
///
/// Namespaces belong to threads (`unshare(2)`), and a process begins in that of the thread that
/// starts it. When the thread has ended and its files are closed, the kernel drops the network.
final class Namespace implements AutoCloseable {

  private static final int CLONE_NEWNET = 0x40000000;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("namespace").factory());
  private final Path lock;

  /// @throws LinuxException if the process may not have a namespace
  Namespace() {
    try {
      lock = Files.createTempFile("xtables", ".lock");
      call(
          () -> {
            Libc.unshare(CLONE_NEWNET);
            return true;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinuxException e) {
      thread.shutdown();
      throw e;
    }
  }

  /// Does something inside and waits for it.
  <T> T call(Callable<T> task) {
    try {
      return thread.submit(task).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Runs a command, to be called inside.
  ///
  /// @throws RefusedException with what the command said, if it failed
  void run(String input, String... command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("XTABLES_LOCKFILE", lock.toString());
      Process process = builder.start();
      feed(process, input);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new RefusedException(List.of(command) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A command that has seen enough stops reading; its exit status says why.
  private static void feed(Process process, String input) {
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      if (process.isAlive() && !"Broken pipe".equals(e.getMessage())) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Sets a parameter of this network, such as `net/ipv4/ip_forward`, to be called inside.
  void set(String parameter, int value) {
    try {
      Files.writeString(Path.of("/proc/sys", parameter), Integer.toString(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.close();
    try {
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
