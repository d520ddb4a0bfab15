package dev.plimsoll.kubernetes.workload;

import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/// Amounts of what nodes have and pods use: core/v1 `ResourceList`, of the resources modelled.
///
/// What an absent amount means is up to who holds it: of requests nothing, of limits and of a node
/// no bound.
///
/// @param cpuMilli thousandths of a CPU
/// @param memoryBytes bytes of memory
/// @param pods the number of pods; of nodes only
public record ResourceAmounts(OptionalLong cpuMilli, OptionalLong memoryBytes, OptionalLong pods) {

  /// No amount of anything.
  public static final ResourceAmounts NONE =
      new ResourceAmounts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /// Refuses negative amounts.
  public ResourceAmounts {
    if (cpuMilli.orElse(0) < 0 || memoryBytes.orElse(0) < 0 || pods.orElse(0) < 0) {
      throw new IllegalArgumentException("expected amounts of at least 0");
    }
  }

  /// Of CPU and memory.
  public static ResourceAmounts of(long cpuMilli, long memoryBytes) {
    return new ResourceAmounts(
        OptionalLong.of(cpuMilli), OptionalLong.of(memoryBytes), OptionalLong.empty());
  }

  /// Both together; an absent amount counts as nothing. Sums beyond a `long` are its greatest.
  public ResourceAmounts plus(ResourceAmounts other) {
    return combine(other, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
  }

  /// The greater amount of each resource; an absent one counts as nothing.
  public ResourceAmounts max(ResourceAmounts other) {
    return combine(other, Math::max);
  }

  /// These, where the other has none.
  public ResourceAmounts orElse(ResourceAmounts other) {
    return new ResourceAmounts(
        cpuMilli.isPresent() ? cpuMilli : other.cpuMilli,
        memoryBytes.isPresent() ? memoryBytes : other.memoryBytes,
        pods.isPresent() ? pods : other.pods);
  }

  /// These, of the resources that the other has an amount of too.
  public ResourceAmounts onlyWhere(ResourceAmounts other) {
    return new ResourceAmounts(
        other.cpuMilli.isPresent() ? cpuMilli : OptionalLong.empty(),
        other.memoryBytes.isPresent() ? memoryBytes : OptionalLong.empty(),
        other.pods.isPresent() ? pods : OptionalLong.empty());
  }

  private ResourceAmounts combine(ResourceAmounts other, LongBinaryOperator operator) {
    return new ResourceAmounts(
        combine(cpuMilli, other.cpuMilli, operator),
        combine(memoryBytes, other.memoryBytes, operator),
        combine(pods, other.pods, operator));
  }

  private static OptionalLong combine(OptionalLong a, OptionalLong b, LongBinaryOperator operator) {
    return a.isEmpty() && b.isEmpty()
        ? a
        : OptionalLong.of(operator.applyAsLong(a.orElse(0), b.orElse(0)));
  }
}
