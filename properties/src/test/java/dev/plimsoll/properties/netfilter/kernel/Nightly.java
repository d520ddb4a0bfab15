package dev.plimsoll.properties.netfilter.kernel;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/// Skips what takes minutes unless the build is the nightly one (`-Pnightly`).
final class Nightly implements SkipExecutionHook {

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return Boolean.getBoolean("plimsoll.nightly")
        ? SkipResult.doNotSkip()
        : SkipResult.skip("only with -Pnightly");
  }
}
