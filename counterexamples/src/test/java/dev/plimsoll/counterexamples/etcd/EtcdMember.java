package dev.plimsoll.counterexamples.etcd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One server, which can be killed, paused and started again.
///
/// It runs below a shell that waits for the end of its input and then kills the server: the input
/// ends when this process does, however that comes about.
final class EtcdMember {

  private static final String GUARD =
      "log=$1; shift; \"$@\" >>\"$log\" 2>&1 </dev/null & "
          + "echo $!; read -r end; kill -9 $!; wait $! 2>/dev/null";

  private final String name;
  private final List<String> command;
  private final Path log;
  private @Nullable Process guard;
  private long pid;

  EtcdMember(String name, List<String> command, Path log) {
    this.name = name;
    this.command = List.copyOf(command);
    this.log = log;
  }

  String name() {
    return name;
  }

  /// @throws IllegalStateException if it runs
  void start() throws IOException {
    if (guard != null) {
      throw new IllegalStateException(name + " runs already");
    }
    var guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, name, log.toString()));
    guarded.addAll(command);
    var started =
        new ProcessBuilder(guarded).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    guard = started;
    var output = new BufferedReader(new InputStreamReader(started.getInputStream()));
    var number = output.readLine();
    if (number == null) {
      throw new IOException("%s did not start: %s".formatted(name, String.join(" ", command)));
    }
    pid = Long.parseLong(number);
  }

  /// SIGKILL; returns when the server has ended, even if this thread is interrupted. Nothing
  /// happens if it does not run.
  void kill() throws IOException {
    var running = guard;
    if (running == null) {
      return;
    }
    guard = null;
    running.getOutputStream().close();
    try {
      running.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IOException("%s, process %d, does not end".formatted(name, pid), e);
    }
  }

  /// SIGSTOP.
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// SIGCONT.
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    if (guard == null) {
      throw new IllegalStateException(name + " does not run");
    }
    var kill = new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(signal, pid)).start();
    if (kill.waitFor() != 0) {
      throw new IOException("%s, process %d, cannot be sent SIG%s".formatted(name, pid, signal));
    }
  }
}
