package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.search.*;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.*;
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;

@SuppressWarnings("all")
class TryTest {
  static PodSpec spec(
      Optional<String> node,
      long cpu,
      boolean waits,
      boolean priv,
      List<TopologySpreadConstraint> c,
      NodeAffinity a) {
    var p = PodSpec.PLAIN;
    return new PodSpec(
        node,
        new TreeMap<>(),
        a,
        p.podAffinity(),
        p.podAntiAffinity(),
        List.of(),
        c,
        cpu == 0 ? p.requests() : ResourceAmounts.of(cpu, 0),
        p.limits(),
        waits,
        priv,
        List.of(),
        p.restartPolicy(),
        0);
  }

  static PodSpec spec(long cpu) {
    return spec(Optional.empty(), cpu, false, false, List.of(), NodeAffinity.NONE);
  }

  static Workload web(int replicas, PodSpec spec, Optional<HorizontalPodAutoscaler> h) {
    return new Workload(
        "Deployment",
        ObjectMeta.of("default", "web"),
        true,
        replicas,
        Optional.of(replicas),
        new PodTemplate(new TreeMap<>(Map.of("app", "web")), spec),
        h,
        List.of());
  }

  static Optional<HorizontalPodAutoscaler> hpa(int min, int max) {
    return Optional.of(
        new HorizontalPodAutoscaler(
            ObjectMeta.of("default", "web"),
            new HorizontalPodAutoscaler.Target("Deployment", "web"),
            min,
            max,
            Optional.of(50)));
  }

  static TopologySpreadConstraint c(String key, boolean soft) {
    return new TopologySpreadConstraint(
        1,
        key,
        soft
            ? TopologySpreadConstraint.WhenUnsatisfiable.SCHEDULE_ANYWAY
            : TopologySpreadConstraint.WhenUnsatisfiable.DO_NOT_SCHEDULE,
        LabelSelector.ofLabels(new TreeMap<>(Map.of("app", "web"))),
        List.of());
  }

  static Node node(String name, String zone, long cpu, List<Taint> taints) {
    return new Node(
        ObjectMeta.of("default", name)
            .withLabels(
                Map.of("kubernetes.io/hostname", name, "topology.kubernetes.io/zone", zone)),
        taints,
        false,
        cpu == 0 ? Optional.empty() : Optional.of(ResourceAmounts.of(cpu, 1L << 40)));
  }

  static List<Node> nodes(int n) {
    return IntStream.range(0, n).mapToObj(i -> node("n" + i, "a", 0, List.of())).toList();
  }

  static void run(String what, ClusterSpec spec) {
    for (var scale : spec.scales()) {
      if (what.endsWith("full") && !scale.equals(spec.size())) continue;
      for (var c : Circumstance.values()) {
        var at = spec.at(scale);
        if (!ManifestModel.concerns(c, at)) continue;
        var t = System.nanoTime();
        var r =
            Search.check(
                new ManifestModel(at, c),
                SearchOptions.defaults().withWorkers(1).withTimeout(Duration.ofSeconds(40)));
        r.claims().stream()
            .filter(x -> x.trace() != null)
            .forEach(
                x -> {
                  System.out.println("T " + x.name());
                  x.trace().steps().forEach(st -> System.out.println("T   " + st.action()));
                });
        System.out.printf(
            "%s %s %s: %s %,d states %.1f s  %s%n",
            what,
            scale,
            c,
            r.verdict(),
            r.distinct(),
            (System.nanoTime() - t) / 1e9,
            r.claims().stream()
                .filter(x -> x.trace() != null && !x.kind().name().startsWith("SOME"))
                .map(x -> x.name() + " (" + x.trace().length() + ")")
                .toList());
      }
    }
  }

  @Test
  void go() {
    run("C1", new ClusterSpec(nodes(2), List.of(web(1, spec(500), hpa(1, 5))), List.of()));
  }
}
