package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A process that talks to the API server: what it believes, and what it keeps in memory.
public final class Component {

  private final String name;
  private final int servers;
  private final @Nullable Cell<Integer> connection;
  private final boolean readsConsistently;
  private final List<Informer<?>> informers = new ArrayList<>();
  private final List<Consumer<Transaction>> resets = new ArrayList<>();
  private final Set<Cell<?>> memory = new HashSet<>();
  private @Nullable Cell<Boolean> stopped;

  /// @param servers how many API servers there are
  /// @param connection the one that it is connected to; null where there is one
  /// @param readsConsistently whether a list is answered with what etcd holds (`resourceVersion`
  ///     unset), and not with what the API server knows (`resourceVersion` "0")
  public Component(
      String name, int servers, @Nullable Cell<Integer> connection, boolean readsConsistently) {
    this.name = name;
    this.servers = servers;
    this.connection = connection;
    this.readsConsistently = readsConsistently;
  }

  /// How it is called.
  public String name() {
    return name;
  }

  /// Adds a cache of its own.
  public void add(Informer<?> informer) {
    informers.add(informer);
  }

  /// Adds something that it keeps in memory.
  ///
  /// @param initial what it is when the process starts
  public <V> void add(Cell<V> memory, V initial) {
    this.memory.add(memory);
    resets.add(tx -> tx.set(memory, initial));
  }

  /// Says where it is held whether the process has stopped: it takes no steps then, and is not told
  /// of changes.
  public void mayStop(Cell<Boolean> whether) {
    stopped = whether;
  }

  /// Goes on only if the process has not stopped.
  public Transaction running(Transaction tx) {
    return tx.require(!isStopped(tx));
  }

  boolean isStopped(State state) {
    return stopped != null && state.get(stopped);
  }

  /// Stops until it {@linkplain #comeBack comes back}.
  public void stop(Transaction tx) {
    running(tx).set(Objects.requireNonNull(stopped), true);
    informers.forEach(informer -> informer.drop(tx));
  }

  /// Is started again after it has stopped.
  public void comeBack(Transaction tx) {
    tx.require(isStopped(tx)).set(Objects.requireNonNull(stopped), false);
    restart(tx);
  }

  /// Makes the call of a step, and is not told so: it knows as much as before, and can make it
  /// again. A step that makes none is none.
  public void loseAnswer(Transaction tx, Consumer<Transaction> step) {
    var unanswered = new LostAnswer(running(tx), memory);
    step.accept(unanswered);
    tx.require(unanswered.changesAnything());
  }

  int server(Transaction tx) {
    return connection == null ? Resource.UP_TO_DATE : tx.get(connection);
  }

  /// Dies and is started again: its memory is lost, and it lists everything.
  public void restart(Transaction tx) {
    running(tx);
    resets.forEach(reset -> reset.accept(tx));
    connect(tx);
    informers.forEach(informer -> informer.start(tx));
  }

  /// Loses its connection, and lists again what it watches; its memory stays.
  public void reconnect(Transaction tx) {
    connect(running(tx));
    informers.forEach(informer -> informer.list(tx));
  }

  /// Connects to any API server; where a list must be answered by etcd, to one that has caught up.
  private void connect(Transaction tx) {
    if (connection != null) {
      tx.set(
          connection,
          readsConsistently
              ? Resource.UP_TO_DATE
              : tx.choose(IntStream.range(0, servers).boxed().toList()));
    }
  }
}
