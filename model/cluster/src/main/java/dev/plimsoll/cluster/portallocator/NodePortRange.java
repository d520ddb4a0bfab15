package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import java.util.regex.Pattern;

/// The ports of nodes that an API server gives to Services, `--service-node-port-range`. It refuses
/// a Service that asks for another: `ErrNotInRange` of `portallocator/allocator.go`, v1.30.
///
/// @param first 1 to 65,535
/// @param last at least `first`, at most 65,535
public record NodePortRange(int first, int last) {

  /// That of an API server that is told no other.
  public static final NodePortRange DEFAULT = new NodePortRange(30_000, 32_767);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

  /// Refuses what is no range of ports.
  public NodePortRange {
    if (first < 1 || last < first || last > 65_535) {
      throw new IllegalArgumentException(
          "expected a range of ports from 1 to 65535, found %d-%d".formatted(first, last));
    }
  }

  /// Reads `30000-32767`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static NodePortRange parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected a range of ports such as 30000-32767, found \"%s\"".formatted(text));
    }
    return new NodePortRange(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }

  /// Refuses Services that ask for a port outside of it.
  ///
  /// @throws ManifestException with the place of the port
  public void check(Manifests manifests) {
    for (var located : manifests.objects()) {
      if (located.object() instanceof Service service) {
        check(service, located);
      }
    }
  }

  private void check(Service service, Located located) {
    var ports = service.spec().ports();
    for (var i = 0; i < ports.size(); i++) {
      check(ports.get(i).nodePort(), "spec.ports[%d].nodePort".formatted(i), located);
    }
    check(service.spec().healthCheckNodePort(), "spec.healthCheckNodePort", located);
  }

  /// @param port 0 where it asks for none
  private void check(int port, String field, Located located) {
    if (port != 0 && (port < first || port > last)) {
      throw new ManifestException(
          located.place("/" + field.replaceAll("[.\\[]", "/").replace("]", "")),
          "%s: expected a port of %s, found %d: the API server refuses it, as it is not in the"
                  .formatted(field, this, port)
              + " range of --service-node-port-range");
    }
  }

  /// `30000-32767`.
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
