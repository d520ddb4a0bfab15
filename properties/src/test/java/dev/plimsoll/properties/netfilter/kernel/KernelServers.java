package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.properties.netfilter.kernel.KernelWalksTest.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Servers in the namespaces of a kernel's topology, at the ports where it has listeners, and
/// clients of them. A socket is of the namespace in which it was made, whoever uses it.
final class KernelServers implements AutoCloseable {

  private static final int CONNECT_MILLISECONDS = 1_200;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int BYTES = 100_000;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final KernelTopology kernel;
  private final Map<ServerSocketChannel, String> servers = new LinkedHashMap<>();

  KernelServers(Topology topology, KernelTopology kernel) {
    this.kernel = kernel;
    topology.namespaces().values().forEach(this::listen);
  }

  private void listen(NetworkNamespace namespace) {
    for (var listener : namespace.sockets().listeners()) {
      if (listener.protocol().equals(IpProtocol.TCP)) {
        servers.put(
            kernel
                .namespace(namespace.name())
                .call(
                    () -> {
                      var server = ServerSocketChannel.open(StandardProtocolFamily.INET);
                      server.bind(new InetSocketAddress(listener.port()));
                      server.configureBlocking(false);
                      return server;
                    }),
            listener.owner());
      }
    }
  }

  /// Connects, and sends a hundred kilobytes.
  Seen connect(String from, Endpoint to) {
    try (var client =
        kernel.namespace(from).call(() -> SocketChannel.open(StandardProtocolFamily.INET))) {
      var address = InetAddress.getByName(to.address().toString());
      try {
        client.socket().connect(new InetSocketAddress(address, to.port()), CONNECT_MILLISECONDS);
      } catch (IOException _) {
        accept();
        return Seen.NOTHING;
      }
      return served(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A connection that a server has.
  private record Accepted(String server, SocketChannel channel) {}

  private Optional<Accepted> accept() throws IOException {
    for (var server : servers.entrySet()) {
      var channel = server.getKey().accept();
      if (channel != null) {
        channel.configureBlocking(false);
        return Optional.of(new Accepted(server.getValue(), channel));
      }
    }
    return Optional.empty();
  }

  private Seen served(SocketChannel client) throws IOException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var accepted = accept();
    while (accepted.isEmpty() && System.nanoTime() < until) {
      pause();
      accepted = accept();
    }
    if (accepted.isEmpty()) {
      return Seen.NOTHING;
    }
    try (var channel = accepted.get().channel()) {
      var peer = (InetSocketAddress) channel.getRemoteAddress();
      var isWhole = isTransferred(client, channel, until);
      return new Seen(accepted.get().server(), peer.getAddress().getHostAddress(), isWhole);
    }
  }

  private static boolean isTransferred(SocketChannel from, SocketChannel to, long until)
      throws IOException {
    from.configureBlocking(false);
    var sent = ByteBuffer.allocate(BYTES);
    var received = ByteBuffer.allocate(BYTES);
    while (received.hasRemaining() && System.nanoTime() < until) {
      from.write(sent);
      if (to.read(received) == 0) {
        pause();
      }
    }
    return !received.hasRemaining();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (var server : servers.keySet()) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
