package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.ipset.IpSets;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The node that a dump is seen from.
final class NodeOptions {

  @Option(
      names = "--node-address",
      paramLabel = "ADDRESS/LENGTH@INTERFACE",
      converter = AddressReader.class,
      description = "An address of the node, such as 192.168.0.2/24@eth0; may be given again.")
  List<InterfaceAddress> addresses = new ArrayList<>();

  @Option(
      names = "--route",
      paramLabel = "CIDR@INTERFACE",
      converter = RouteReader.class,
      description = "A route of the node, such as 0.0.0.0/0@eth0; may be given again.")
  List<Route> routes = new ArrayList<>();

  @Option(
      names = "--ipset",
      paramLabel = "FILE",
      description = "What ipset save printed on the node; without it, nothing is known of sets.")
  @Nullable String sets;

  Node node() {
    return new Node(addresses, routes);
  }

  /// The rules of a dump, with the sets that they ask for.
  ///
  /// @param file the name of the dump
  RuleSet rules(String file, String text) {
    var rules = Dump.parse(file, text).load();
    return sets == null ? rules : rules.with(IpSets.parse(sets, new InputFile(sets).text()));
  }

  static final class AddressReader implements ITypeConverter<InterfaceAddress> {
    @Override
    public InterfaceAddress convert(String text) {
      return read(text, InterfaceAddress::parse);
    }
  }

  static final class RouteReader implements ITypeConverter<Route> {
    @Override
    public Route convert(String text) {
      return read(text, Route::parse);
    }
  }

  /// Reads the value of an option; what is wrong with it is said in the words of its parser.
  static <T> T read(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
