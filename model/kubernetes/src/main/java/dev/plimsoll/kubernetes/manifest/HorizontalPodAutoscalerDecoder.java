package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler.Target;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a HorizontalPodAutoscaler of autoscaling/v2 or v1. Of its metrics only the utilization of
/// CPU is interpreted.
final class HorizontalPodAutoscalerDecoder {

  private static final Fields COMMON =
      MetadataDecoder.FIELDS.with(
          "spec", Fields.of("scaleTargetRef", "minReplicas", "maxReplicas"));

  static final Fields FIELDS =
      COMMON.with(
          "spec.metrics[]",
          new Fields.ByValue(
              metric -> isCpuUtilization(metric) ? new Fields.Whole() : new Fields.None()));

  static final Fields FIELDS_V1 =
      COMMON.with("spec.targetCPUUtilizationPercentage", new Fields.Whole());

  private static final String UTILIZATION = "Utilization";

  private HorizontalPodAutoscalerDecoder() {}

  private static boolean isCpuUtilization(JsonNode metric) {
    return metric.path("type").asText().equals("Resource")
        && metric.at("/resource/name").asText().equals("cpu")
        && metric.at("/resource/target/type").asText().equals(UTILIZATION);
  }

  static HorizontalPodAutoscaler decode(
      io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler autoscaler,
      Position object) {
    var metadata = MetadataDecoder.decode(autoscaler.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(autoscaler.getSpec(), "a spec");
    var there = at.field("scaleTargetRef");
    var target = there.require(spec.getScaleTargetRef(), "the object to scale");
    var metrics = spec.getMetrics();
    return autoscaler(
        metadata,
        target(target.getKind(), target.getName(), there),
        spec.getMinReplicas(),
        spec.getMaxReplicas(),
        metrics == null || metrics.isEmpty()
            ? Optional.of(HorizontalPodAutoscaler.DEFAULT_CPU)
            : cpuUtilization(metrics, at.field("metrics")),
        at);
  }

  static HorizontalPodAutoscaler decodeV1(
      io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler autoscaler,
      Position object) {
    var metadata = MetadataDecoder.decode(autoscaler.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(autoscaler.getSpec(), "a spec");
    var there = at.field("scaleTargetRef");
    var target = there.require(spec.getScaleTargetRef(), "the object to scale");
    var utilization = spec.getTargetCPUUtilizationPercentage();
    return autoscaler(
        metadata,
        target(target.getKind(), target.getName(), there),
        spec.getMinReplicas(),
        spec.getMaxReplicas(),
        Optional.of(
            utilization == null
                ? HorizontalPodAutoscaler.DEFAULT_CPU
                : at.field("targetCPUUtilizationPercentage")
                    .between(1, Integer.MAX_VALUE, utilization)),
        at);
  }

  private static HorizontalPodAutoscaler autoscaler(
      ObjectMeta metadata,
      Target target,
      @Nullable Integer minReplicas,
      @Nullable Integer maxReplicas,
      Optional<Integer> cpuUtilization,
      Position at) {
    var least =
        minReplicas == null
            ? 1
            : at.field("minReplicas").between(1, Integer.MAX_VALUE, minReplicas);
    var most = at.field("maxReplicas").require(maxReplicas, "a number of at least 1");
    return at.field("maxReplicas")
        .check(() -> new HorizontalPodAutoscaler(metadata, target, least, most, cpuUtilization));
  }

  private static Target target(@Nullable String kind, @Nullable String name, Position at) {
    return new Target(
        at.field("kind").require(kind, "a kind"), at.field("name").require(name, "a name"));
  }

  /// The least where there are several: of all metrics the one that asks for most pods counts.
  private static Optional<Integer> cpuUtilization(List<MetricSpec> metrics, Position at) {
    return each(metrics, at, HorizontalPodAutoscalerDecoder::cpuUtilization).stream()
        .flatMap(Optional::stream)
        .min(Integer::compare);
  }

  private static Optional<Integer> cpuUtilization(MetricSpec metric, Position at) {
    var type = at.field("type").require(metric.getType(), "a type of metric");
    if (!type.equals("Resource")) {
      return Optional.empty();
    }
    var there = at.field("resource");
    var resource = there.require(metric.getResource(), "a resource");
    var target = there.field("target").require(resource.getTarget(), "a target");
    if (!"cpu".equals(resource.getName()) || !UTILIZATION.equals(target.getType())) {
      return Optional.empty();
    }
    var place = there.descend("target", "averageUtilization");
    return Optional.of(
        place.between(
            1, Integer.MAX_VALUE, place.require(target.getAverageUtilization(), "a percentage")));
  }
}
