package dev.plimsoll.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What every object has: meta/v1 `ObjectMeta`, as far as the models read it.
///
/// @param namespace the namespace, a DNS label; empty of an object of the whole cluster
/// @param name the name, a DNS subdomain of at most 253 characters
/// @param labels sorted by key
/// @param annotations sorted by key
public record ObjectMeta(
    String namespace,
    String name,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations) {

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /// Copies the maps; refuses names that the API server refuses.
  public ObjectMeta {
    requireNamespace(namespace);
    requireSubdomain("name", name, 253);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /// An object's metadata without labels or annotations.
  public static ObjectMeta of(String namespace, String name) {
    return new ObjectMeta(namespace, name, new TreeMap<>(), new TreeMap<>());
  }

  /// The same with these labels instead.
  public ObjectMeta withLabels(Map<String, String> other) {
    return new ObjectMeta(namespace, name, new TreeMap<>(other), annotations);
  }

  /// `namespace/name`, or the name alone of an object of the whole cluster.
  public String namespacedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /// Refuses a name of a namespace that the API server refuses; empty is none.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static String requireNamespace(String namespace) {
    if (!namespace.isEmpty()) {
      requireSubdomain("namespace", namespace, 63);
    }
    return namespace;
  }

  private static void requireSubdomain(String what, String value, int longest) {
    if (value.isEmpty() || value.length() > longest || !SUBDOMAIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "expected a %s of 1 to %d lower-case letters, digits, '-' and '.', found \"%s\""
              .formatted(what, longest, value.substring(0, Math.min(value.length(), 80))));
    }
  }
}
