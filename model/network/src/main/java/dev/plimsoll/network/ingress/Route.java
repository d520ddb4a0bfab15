package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import java.util.Comparator;

/// A path of a rule of an Ingress.
///
/// @param ingress that has it
/// @param rule the place of the rule in the Ingress, from 0
/// @param path the place of the path in the rule, from 0
/// @param pattern which paths it means
public record Route(Ingress ingress, int rule, int path, PathPattern pattern) {

  /// Of routes for one host that match, the one that counts first; those that are equal mean the
  /// same.
  public static final Comparator<Route> LONGEST_FIRST =
      Comparator.comparingInt((Route route) -> route.pattern().length())
          .reversed()
          .thenComparing(route -> route.pattern() instanceof PathPattern.Prefix);

  /// The host of its rule.
  public IngressHost host() {
    return ingress.rules().get(rule).host();
  }

  /// The path as it is written.
  public HttpIngressPath written() {
    return ingress.rules().get(rule).paths().get(path);
  }

  /// Where it leads.
  public IngressBackend backend() {
    return written().backend();
  }

  /// Where it stands in its Ingress: a JSON pointer.
  public String pointer() {
    return "/spec/rules/%d/http/paths/%d".formatted(rule, path);
  }

  /// Whether it means the same requests.
  boolean isSameAs(Route other) {
    return host().equals(other.host()) && pattern.equals(other.pattern);
  }

  /// Host, type and path.
  @Override
  public String toString() {
    return "%s %s %s".formatted(host(), written().type(), written().path());
  }
}
