package dev.plimsoll.counterexamples.etcd;

import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// A real etcd on this machine: members, bound to free ports of 127.0.0.1, and a client of each.
final class EtcdCluster implements AutoCloseable {

  /// How long whatever comes sooner or later is waited for.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long MILLISECONDS_FOR_A_QUESTION = 1000;

  /// Below those that the system gives to outgoing connections, which might take one meanwhile.
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private final Path data;
  private final List<EtcdMember> members = new ArrayList<>();
  private final List<String> addresses;
  private final List<Client> clients = new ArrayList<>();
  private final List<Client> retired = new ArrayList<>();

  /// @param data where members keep what they save
  /// @param logs where the log of each member goes, as NAME.log
  /// @param options more of those that members are started with, such as `--snapshot-count=100`
  EtcdCluster(EtcdProgram program, int size, Path data, Path logs, String... options)
      throws IOException {
    this.data = data;
    Files.createDirectories(logs);
    var ports = freePorts(2 * size);
    addresses = ports.subList(0, size).stream().map(EtcdCluster::address).toList();
    var peers = ports.subList(size, 2 * size).stream().map(EtcdCluster::address).toList();
    var cluster =
        String.join(
            ",", IntStream.range(0, size).mapToObj(i -> name(i) + "=" + peers.get(i)).toList());
    for (var index = 0; index < size; index++) {
      var command = new ArrayList<>(List.of(options));
      command.addAll(
          0,
          List.of(
              program.file().toString(),
              "--name=" + name(index),
              "--data-dir=" + data.resolve(name(index)),
              "--listen-client-urls=" + addresses.get(index),
              "--advertise-client-urls=" + addresses.get(index),
              "--listen-peer-urls=" + peers.get(index),
              "--initial-advertise-peer-urls=" + peers.get(index),
              "--initial-cluster=" + cluster,
              "--initial-cluster-state=new",
              "--heartbeat-interval=50",
              "--election-timeout=500",
              "--experimental-watch-progress-notify-interval=500ms",
              "--logger=zap",
              "--log-level=warn"));
      var log = logs.resolve(name(index) + ".log");
      Files.deleteIfExists(log);
      members.add(new EtcdMember(name(index), command, log));
      clients.add(connect(index));
    }
  }

  private static String name(int index) {
    return "n" + (index + 1);
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    Set<Integer> ports = new HashSet<>();
    while (ports.size() < count) {
      var port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ports.add(port);
      } catch (BindException _) {
        // Somebody has it: another, then.
      }
    }
    return List.copyOf(ports);
  }

  /// Where a member answers clients, such as `http://127.0.0.1:20001`.
  String address(int index, String path) {
    return addresses.get(index) + path;
  }

  /// Starts all members; returns when each answers.
  void start() throws IOException, InterruptedException {
    for (var member : members) {
      member.start();
    }
    awaitAll();
  }

  int size() {
    return members.size();
  }

  EtcdMember member(int index) {
    return members.get(index);
  }

  /// A client that asks this member and no other, and asks once.
  synchronized Client client(int index) {
    return clients.get(index);
  }

  /// Starts a member that was killed, with a client that does not wait for it longer than it must.
  /// Who asks by the one before may go on to do so.
  void restart(int index) throws IOException {
    member(index).start();
    synchronized (this) {
      retired.add(clients.set(index, connect(index)));
    }
  }

  /// Takes away all that a member has saved, which does not run.
  void wipe(int index) throws IOException {
    try (var files = Files.walk(data.resolve(name(index)))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Client connect(int index) {
    return Client.builder()
        .endpoints(addresses.get(index))
        .retryMaxAttempts(0)
        .waitForReady(false)
        .build();
  }

  /// The member that leads, as far as one knows.
  OptionalInt leader() throws InterruptedException {
    for (var index = 0; index < size(); index++) {
      try {
        var status =
            answer(client(index).getMaintenanceClient().statusMember(addresses.get(index)));
        if (status.getLeader() == status.getHeader().getMemberId()) {
          return OptionalInt.of(index);
        }
      } catch (ExecutionException | TimeoutException _) {
        // The next may know.
      }
    }
    return OptionalInt.empty();
  }

  /// Returns when each member answers a read that has to be linearizable.
  ///
  /// @throws IOException if one does not in two minutes
  void awaitAll() throws IOException, InterruptedException {
    for (var index = 0; index < size(); index++) {
      await(index);
    }
  }

  /// Returns when a member answers a read that has to be linearizable.
  ///
  /// @throws IOException if it does not in two minutes
  void await(int index) throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        answer(client(index).getKVClient().get(EtcdCalls.bytes("anything")));
        return;
      } catch (ExecutionException | TimeoutException e) {
        if (System.nanoTime() > end) {
          throw new IOException(member(index).name() + " does not answer: see its log", e);
        }
        Thread.sleep(100);
      }
    }
  }

  private static <T> T answer(CompletableFuture<T> question)
      throws InterruptedException, ExecutionException, TimeoutException {
    return question.get(MILLISECONDS_FOR_A_QUESTION, TimeUnit.MILLISECONDS);
  }

  /// Kills all members.
  ///
  /// @throws UncheckedIOException if one does not end; the others have
  @Override
  public void close() {
    var failures = new ArrayList<IOException>();
    for (var member : members) {
      try {
        member.kill();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    clients.forEach(Client::close);
    retired.forEach(Client::close);
    if (!failures.isEmpty()) {
      throw new UncheckedIOException(failures.getFirst());
    }
  }
}
