package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.layers.Settings;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What manifests do not say of a network.
final class TracerouteOptions {

  @Option(
      names = "--network",
      paramLabel = "routed|vxlan",
      converter = Word.class,
      description = "How pods of different nodes are joined; default: vxlan.")
  private NetworkKind kind = NetworkKind.VXLAN;

  @Option(
      names = "--mtu",
      paramLabel = "BYTES",
      description = "The MTU of the nodes' cards; default: 1500.")
  private int mtu = 1500;

  @Option(
      names = "--pod-mtu",
      paramLabel = "BYTES",
      description = "The MTU of the pods' devices; default: what a tunnel leaves of --mtu.")
  private @Nullable Integer podMtu;

  @Option(
      names = "--wire-mtu",
      paramLabel = "BYTES",
      description = "What the network between the nodes carries; default: --mtu.")
  private @Nullable Integer wireMtu;

  @Option(
      names = "--no-bridge-netfilter",
      description = "net.bridge.bridge-nf-call-iptables is 0 on the nodes.")
  private boolean withoutBridgeNetfilter;

  @Option(names = "--no-hairpin", description = "Ports of the bridges are not in hairpin mode.")
  private boolean withoutHairpin;

  @Option(
      names = "--hide-client",
      description = "Load balancers with ipMode Proxy put their own address for the client's.")
  private boolean hideClient;

  @Option(
      names = "--outside",
      paramLabel = "ADDRESS",
      converter = AddressReader.class,
      description =
          "The address of the host outside; default: that of TO where it is a public one that"
              + " nobody in the cluster has, else 198.51.100.7 or 2001:db8:0:7::7.")
  private @Nullable Address outside;

  static final class Word implements ITypeConverter<NetworkKind> {
    @Override
    public NetworkKind convert(String word) {
      return Arrays.stream(NetworkKind.values())
          .filter(each -> Parameter.written(each).equals(word))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("expected routed or vxlan, but is '" + word + "'"));
    }
  }

  static final class AddressReader implements ITypeConverter<Address> {
    @Override
    public Address convert(String text) {
      return NodeOptions.read(text, Address::parse);
    }
  }

  /// The address of the host outside, if it is given.
  @Nullable Address outside() {
    return outside;
  }

  /// All of it but for the host outside.
  ///
  /// @throws UsageException if there is an MTU that no network has
  Settings settings() {
    return Settings.of(kind)
        .withMtu(
            checked("--mtu", mtu),
            podMtu == null ? OptionalInt.empty() : OptionalInt.of(checked("--pod-mtu", podMtu)),
            wireMtu == null ? OptionalInt.empty() : OptionalInt.of(checked("--wire-mtu", wireMtu)))
        .withBridges(!withoutBridgeNetfilter, !withoutHairpin)
        .keepingClient(!hideClient);
  }

  private static int checked(String option, int bytes) {
    if (bytes < 1280 || bytes > 65_535) {
      throw new UsageException(
          "%s: expected 1280 to 65535 bytes, but is %d".formatted(option, bytes));
    }
    return bytes;
  }
}
