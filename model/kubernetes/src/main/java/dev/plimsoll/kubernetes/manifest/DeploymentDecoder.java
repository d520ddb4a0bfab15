package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.Deployment.LastApplied;
import dev.plimsoll.kubernetes.workload.Deployment.Strategy;
import dev.plimsoll.kubernetes.workload.IntOrPercent;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.util.Optional;

/// Reads a Deployment, with the defaults that the API server fills in (apps/v1 `defaults.go`,
/// v1.30), but for `replicas`.
final class DeploymentDecoder {

  static final Fields FIELDS =
      PodTemplateDecoder.REPLICATED.with("spec.strategy", new Fields.Whole());

  private static final IntOrPercent DEFAULT = IntOrPercent.percent(25);

  private DeploymentDecoder() {}

  static Deployment decode(
      io.fabric8.kubernetes.api.model.apps.Deployment deployment, Position object) {
    var metadata = MetadataDecoder.decode(deployment.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(deployment.getSpec(), "a spec");
    var replicas =
        Optional.ofNullable(spec.getReplicas())
            .map(given -> PodTemplateDecoder.replicas(given, at));
    var selector = PodTemplateDecoder.selector(spec.getSelector(), at);
    var template = PodTemplateDecoder.decode(spec.getTemplate(), at);
    var strategy = strategy(spec, at.field("strategy"));
    var surge = strategy == Strategy.RECREATE ? IntOrPercent.of(0) : surge(spec, at);
    var unavailable = strategy == Strategy.RECREATE ? IntOrPercent.of(0) : unavailable(spec, at);
    var lastApplied = lastApplied(metadata, object);
    return PodTemplateDecoder.check(
        selector,
        template,
        at,
        at.descend("strategy", "rollingUpdate", "maxUnavailable"),
        () ->
            new Deployment(
                metadata, replicas, selector, template, strategy, surge, unavailable, lastApplied));
  }

  private static Strategy strategy(DeploymentSpec spec, Position at) {
    var given = spec.getStrategy();
    if (given == null) {
      return Strategy.ROLLING_UPDATE;
    }
    var strategy =
        at.field("type").constant(Strategy.class, given.getType(), Strategy.ROLLING_UPDATE);
    if (strategy == Strategy.RECREATE && given.getRollingUpdate() != null) {
      throw at.field("rollingUpdate").error("expected nothing where the type is Recreate");
    }
    return strategy;
  }

  private static IntOrPercent surge(DeploymentSpec spec, Position at) {
    var rolling = spec.getStrategy() == null ? null : spec.getStrategy().getRollingUpdate();
    return IntOrPercentDecoder.decode(
            rolling == null ? null : rolling.getMaxSurge(),
            at.descend("strategy", "rollingUpdate", "maxSurge"))
        .orElse(DEFAULT);
  }

  private static IntOrPercent unavailable(DeploymentSpec spec, Position at) {
    var rolling = spec.getStrategy() == null ? null : spec.getStrategy().getRollingUpdate();
    return IntOrPercentDecoder.decode(
            rolling == null ? null : rolling.getMaxUnavailable(),
            at.descend("strategy", "rollingUpdate", "maxUnavailable"))
        .orElse(DEFAULT);
  }

  private static Optional<LastApplied> lastApplied(ObjectMeta metadata, Position object) {
    var text = metadata.annotations().get(Deployment.LAST_APPLIED_ANNOTATION);
    if (text == null) {
      return Optional.empty();
    }
    var at = object.descend("metadata", "annotations", Deployment.LAST_APPLIED_ANNOTATION);
    var replicas = at.json(text).path("spec").path("replicas");
    if (replicas.isMissingNode() || replicas.isNull()) {
      return Optional.of(new LastApplied(Optional.empty()));
    }
    if (!replicas.isInt()) {
      throw at.error("expected spec.replicas to be a number, found " + replicas);
    }
    return Optional.of(new LastApplied(Optional.of(replicas.intValue())));
  }
}
