package dev.plimsoll.properties.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.kubernetes.ingress.IngressRule;
import dev.plimsoll.kubernetes.ingress.PathType;
import dev.plimsoll.network.ingress.Decision.Weighed;
import dev.plimsoll.network.ingress.Fate;
import dev.plimsoll.network.ingress.HttpRequest;
import dev.plimsoll.network.ingress.LoadBalancer;
import dev.plimsoll.network.ingress.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// Random Ingresses over few names, so that rules meet: the balancer answers as a plain reading of
/// the specification does, whatever the order in which it is given them.
final class LoadBalancerPropertiesTest {

  private static final List<String> HOSTS =
      List.of("", "com", "a.com", "*.a.com", "b.a.com", "*.b.a.com", "c.b.a.com", "*.com");
  private static final List<String> PATHS =
      List.of("/", "/x", "/x/", "/x/y", "/x/y/", "/xy", "/x/yz", "/y");

  @Property
  void theBalancerAnswersAsThePlainReadingDoes(@ForAll("ingresses") List<Ingress> ingresses) {
    var balancer = new LoadBalancer(ingresses, Reading.PREFIX);
    var answered = 0;
    for (var host : List.of("", "com", "a.com", "b.a.com", "c.b.a.com", "d.a.com", "x.org")) {
      for (var path : List.of("/", "/x", "/x/", "/x/y", "/x/y/z", "/xy", "/z")) {
        var answer = balancer.decide(HttpRequest.http(host, path)).target().backend();
        assertThat(answer)
            .as("%s%s", host, path)
            .isEqualTo(PlainReading.answer(ingresses, host, path));
        answered += answer.isPresent() ? 1 : 0;
      }
    }
    Statistics.label("requests that are answered")
        .collect(answered == 0 ? "none" : answered == 49 ? "all" : "some")
        .coverage(coverage -> coverage.check("some").percentage(share -> share > 20));
  }

  @Property
  void theAnswerDoesNotDependOnTheOrderOfObjects(
      @ForAll("ingresses") List<Ingress> ingresses, @ForAll Random random) {
    var shuffled = new ArrayList<>(ingresses);
    Collections.shuffle(shuffled, random);

    var balancer = new LoadBalancer(ingresses, Reading.PREFIX);
    assertThat(new LoadBalancer(shuffled, Reading.PREFIX)).isEqualTo(balancer);
    for (var host : HOSTS) {
      var request = HttpRequest.http(host.replace("*", "w"), "/x/y");
      assertThat(new LoadBalancer(shuffled, Reading.PREFIX).decide(request))
          .isEqualTo(balancer.decide(request));
    }
  }

  @Property
  void whatNeverCountsCanBeLeftOut(@ForAll("ingresses") List<Ingress> ingresses) {
    var balancer = new LoadBalancer(ingresses, Reading.PREFIX);
    var unused = balancer.conflicts().stream().map(LoadBalancer.Conflict::unused).toList();
    for (var host : HOSTS) {
      for (var path : PATHS) {
        var decision = balancer.decide(HttpRequest.http(host.replace("*", "w"), path));
        var chosen = decision.routes().stream().filter(each -> each.fate() == Fate.CHOSEN).toList();
        assertThat(chosen).hasSizeLessThan(2);
        assertThat(chosen).extracting(Weighed::route).noneMatch(unused::contains);
      }
    }
  }

  @Provide
  Arbitrary<List<Ingress>> ingresses() {
    return ingress().list().ofMinSize(1).ofMaxSize(5).map(LoadBalancerPropertiesTest::named);
  }

  /// Each with a name of its own, and backends that tell where they are from.
  private static List<Ingress> named(List<Ingress> given) {
    var named = new ArrayList<Ingress>();
    for (var ingress : given) {
      var name = "i" + named.size();
      var rules =
          ingress.rules().stream()
              .map(
                  rule ->
                      new IngressRule(
                          rule.host(),
                          rule.paths().stream()
                              .map(
                                  path ->
                                      new HttpIngressPath(
                                          path.path(),
                                          path.type(),
                                          new ToService(name, ingress.rules().indexOf(rule) + 1)))
                              .toList()))
              .toList();
      named.add(
          new Ingress(
              ObjectMeta.of("n" + named.size() % 2, name),
              ingress.created(),
              Optional.empty(),
              ingress.defaultBackend().map(_ -> new ToService(name, 99)),
              List.of(),
              rules));
    }
    return named;
  }

  private static Arbitrary<Ingress> ingress() {
    var created = Arbitraries.longs().between(0, 2).map(Instant::ofEpochSecond);
    var backend = Arbitraries.of(true, false, false, false, false, false);
    return Combinators.combine(created, backend, rule().list().ofMinSize(1).ofMaxSize(4))
        .as(
            (time, hasDefault, rules) ->
                new Ingress(
                    ObjectMeta.of("n", "i"),
                    Optional.of(time),
                    Optional.empty(),
                    hasDefault ? Optional.of(new ToService("any", 99)) : Optional.empty(),
                    List.of(),
                    rules));
  }

  private static Arbitrary<IngressRule> rule() {
    var path =
        Combinators.combine(Arbitraries.of(PATHS), Arbitraries.of(PathType.class))
            .as((text, type) -> new HttpIngressPath(text, type, new ToService("any", 1)));
    return Combinators.combine(
            Arbitraries.of(HOSTS).map(IngressHost::new), path.list().ofMaxSize(3))
        .as(IngressRule::new);
  }
}
