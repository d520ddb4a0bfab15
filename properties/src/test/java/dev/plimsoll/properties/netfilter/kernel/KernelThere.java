package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.traversal.Node;
import java.io.UncheckedIOException;
import java.util.Optional;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/// Skips what needs a Linux kernel where there is none that this process may use, and says why.
final class KernelThere implements SkipExecutionHook {

  private static final Optional<String> MISSING = missing();

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return MISSING.map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
  }

  /// What is missing; empty if everything is there.
  static Optional<String> reason() {
    return MISSING;
  }

  private static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("not Linux but " + System.getProperty("os.name"));
    }
    try (var node = new KernelNode(Node.UNKNOWN, Family.IPV4)) {
      node.makeSets("create set hash:ip\n");
      node.makeCounter("counter");
      node.load("*raw\n-A PREROUTING -j TRACE\nCOMMIT\n");
      return Optional.empty();
    } catch (LinuxException e) {
      String hint = e.errno() == LinuxException.EPERM ? ": run as root, or under unshare -Urn" : "";
      return Optional.of("no network namespace, or no nfacct in it: " + e.getMessage() + hint);
    } catch (UncheckedIOException e) {
      return Optional.of("iptables, iproute2 and ipset have to be installed: " + e.getMessage());
    } catch (RefusedException e) {
      return Optional.of("iptables or ipset does not work here: " + e.getMessage());
    }
  }
}
