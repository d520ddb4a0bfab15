package dev.plimsoll.cluster.manifest;

/// What happens to a cluster while claims are checked.
public enum Circumstance {
  /// The manifests are applied to an empty cluster; then nothing happens but what controllers do.
  CREATE("the manifests are applied to an empty cluster"),
  /// The load of what an autoscaler scales rises once, and falls once.
  LOAD("the load changes"),
  /// `kubectl apply` of the same manifests once more.
  APPLY("the manifests are applied again"),
  /// A Deployment gets another pod template, and is rolled out.
  ROLLOUT("another pod template is rolled out"),
  /// Every node is drained for maintenance, one after another.
  DRAIN("nodes are drained one after another"),
  /// One node fails, and comes back some time.
  NODE_FAILURE("a node fails"),
  /// A privileged container may take the kernel of its node down, again and again.
  PANIC("a privileged container panics its node");

  private final String words;

  Circumstance(String words) {
    this.words = words;
  }

  /// In words, to follow "while" or "when".
  public String words() {
    return words;
  }
}
