package dev.plimsoll.network.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.kubernetes.ingress.IngressRule;
import dev.plimsoll.kubernetes.ingress.IngressTls;
import dev.plimsoll.kubernetes.ingress.PathType;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.Decision.Weighed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of the documentation of Ingress and the scenarios of the conformance suite
/// (`features/*.feature`), and what the specification says besides.
final class LoadBalancerTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /// An Ingress with rules such as `foo.com Prefix /a`, each with a backend of its own place:
  /// `NAME-0` and so on. A rule without a path only names its host.
  private static Ingress ingress(String name, String... rules) {
    return Ingress.of(
        ObjectMeta.of("shop", name),
        Arrays.stream(rules)
            .map(rule -> rule(rule, name + "-" + List.of(rules).indexOf(rule)))
            .toList());
  }

  private static IngressRule rule(String text, String service) {
    var words = text.split(" ", -1);
    var host = words[0].equals("any") ? IngressHost.ANY : new IngressHost(words[0]);
    if (words.length == 1) {
      return new IngressRule(host, List.of());
    }
    var type =
        Arrays.stream(PathType.values())
            .filter(each -> each.toString().equals(words[1]))
            .findFirst()
            .orElseThrow();
    var backend = new ToService(service, 8080);
    return new IngressRule(host, List.of(new HttpIngressPath(words[2], type, backend)));
  }

  private static Ingress withDefault(Ingress ingress, String service) {
    return new Ingress(
        ingress.metadata(),
        ingress.created(),
        ingress.className(),
        Optional.of(new ToService(service, 8080)),
        ingress.tls(),
        ingress.rules());
  }

  private static Ingress withTls(Ingress ingress, String secret, String... hosts) {
    var tls = new IngressTls(Arrays.stream(hosts).map(IngressHost::new).toList(), secret);
    return new Ingress(
        ingress.metadata(),
        ingress.created(),
        ingress.className(),
        ingress.defaultBackend(),
        List.of(tls),
        ingress.rules());
  }

  private static LoadBalancer balancer(Ingress... ingresses) {
    return new LoadBalancer(List.of(ingresses), Reading.PREFIX);
  }

  /// The Service that answers; `none` where the controller does.
  private static String answer(LoadBalancer balancer, HttpRequest request) {
    return balancer.decide(request).target().backend().map(LoadBalancerTest::name).orElse("none");
  }

  private static String name(IngressBackend backend) {
    return backend instanceof ToService(var name, _) ? name : backend.toString();
  }

  private static List<Fate> fates(LoadBalancer balancer, HttpRequest request) {
    return balancer.decide(request).routes().stream().map(Weighed::fate).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Prefix /               | /              | 0
          Prefix /               | /any/path      | 0
          Exact /foo             | /foo           | 0
          Exact /foo             | /bar           | none
          Exact /foo             | /foo/          | none
          Exact /foo             | /FOO           | none
          Exact /foo/            | /foo           | none
          Exact /foo/            | /foo/          | 0
          Prefix /foo            | /foo           | 0
          Prefix /foo            | /foo/          | 0
          Prefix /foo            | /FOO           | none
          Prefix /foo/           | /foo           | 0
          Prefix /foo/           | /foo/          | 0
          Prefix /aaa/bb         | /aaa/bbb       | none
          Prefix /aaa/bbb        | /aaa/bbb       | 0
          Prefix /aaa/bbb/       | /aaa/bbb       | 0
          Prefix /aaa/bbb        | /aaa/bbb/      | 0
          Prefix /aaa/bbb        | /aaa/bbb/ccc   | 0
          Prefix /aaa/bbb        | /aaa/bbbxyz    | none
          Prefix /aaa            | /aaaccc        | none
          Prefix /, Prefix /aaa  | /aaa/ccc       | 1
          Prefix /, Prefix /aaa, Prefix /aaa/bbb | /aaa/bbb | 2
          Prefix /, Prefix /aaa, Prefix /aaa/bbb | /ccc     | 0
          Prefix /aaa            | /ccc           | none
          Prefix /foo, Exact /foo | /foo          | 1
          Exact /foo, Prefix /foo | /foo          | 0
          Prefix /foo/, Exact /foo | /foo         | 1
          Prefix /foo, Exact /foo | /foo/bar      | 0
          ImplementationSpecific , Prefix /foo | /foo | 1
          ImplementationSpecific , Prefix /foo | /    | 0
          """)
  void thePathThatIsLongestAnswers(String rules, String path, String which) {
    var paths = Arrays.stream(rules.split(", ")).map(each -> "foo.com " + each.stripTrailing());
    var written = paths.map(each -> each.endsWith("Specific") ? each + " " : each);
    var balancer = balancer(ingress("web", written.toArray(String[]::new)));

    assertThat(answer(balancer, HttpRequest.http("foo.com", path)))
        .isEqualTo(which.equals("none") ? which : "web-" + which);
  }

  @ParameterizedTest
  @CsvSource({
    "foo.com, 0",
    "FOO.com, 0",
    "bar.foo.com, 1",
    "www.foo.com, 2",
    "baz.bar.foo.com, none",
    "foo.com.org, none",
    "com, none",
    "'', none"
  })
  void aWildcardStandsForOneLabelAndComesAfterTheName(String host, String which) {
    var balancer =
        balancer(ingress("web", "foo.com Prefix /", "*.foo.com Prefix /", "www.foo.com Prefix /"));

    assertThat(answer(balancer, HttpRequest.http(host, "/")))
        .isEqualTo(which.equals("none") ? which : "web-" + which);
  }

  @Test
  void aHostThatIsNamedIsNotServedByTheRulesOfOthers() {
    var balancer =
        balancer(
            ingress("web", "www.foo.com Exact /a", "*.foo.com Prefix /b", "any Prefix /", "x.org"));

    assertThat(answer(balancer, HttpRequest.http("www.foo.com", "/b"))).isEqualTo("none");
    assertThat(answer(balancer, HttpRequest.http("bar.foo.com", "/b/c"))).isEqualTo("web-1");
    assertThat(answer(balancer, HttpRequest.http("foo.com", "/b"))).isEqualTo("web-2");
    assertThat(answer(balancer, HttpRequest.http("x.org", "/"))).isEqualTo("none");
    assertThat(fates(balancer, HttpRequest.http("www.foo.com", "/b")))
        .containsExactly(Fate.OTHER_PATH, Fate.FARTHER_HOST, Fate.FARTHER_HOST);
  }

  @Test
  void everyRouteThatDoesNotAnswerHasAReason() {
    var older = ingress("z", "foo.com Exact /a/b", "foo.com Prefix /a/b").createdAt(NOON);
    var younger =
        ingress("a", "foo.com Exact /a/b", "foo.com Prefix /a", "bar.com Prefix /", "any Exact /x");
    var balancer = balancer(younger, older);

    assertThat(fates(balancer, HttpRequest.http("foo.com", "/a/b")))
        .containsExactly(
            Fate.CHOSEN,
            Fate.PREFIX,
            Fate.YOUNGER,
            Fate.SHORTER_PATH,
            Fate.OTHER_HOST,
            Fate.FARTHER_HOST);
  }

  @Test
  void ofTwoThatSayTheSameTheOlderCountsAndThenTheFirstByName() {
    var a = ingress("a", "foo.com Prefix /x");
    var b = ingress("b", "foo.com Prefix /x/", "foo.com Prefix /x");
    var request = HttpRequest.http("foo.com", "/x");

    assertThat(answer(balancer(b, a), request)).isEqualTo("a-0");
    assertThat(answer(balancer(a, b.createdAt(NOON)), request)).isEqualTo("b-0");
    assertThat(answer(balancer(a.createdAt(NOON), b.createdAt(NOON)), request)).isEqualTo("a-0");
    assertThat(answer(balancer(a.createdAt(NOON), b.createdAt(NOON.minusSeconds(1))), request))
        .isEqualTo("b-0");
    assertThat(balancer(a, b).conflicts())
        .extracting(conflict -> name(conflict.used().backend()) + name(conflict.unused().backend()))
        .containsExactly("a-0b-0", "a-0b-1");
    assertThat(fates(balancer(b), request)).containsExactly(Fate.CHOSEN, Fate.REPEATED);
  }

  @Test
  void whatNoRuleIsForGoesToADefaultBackendOfTheHostFirst() {
    var one = withDefault(ingress("one", "foo.com Exact /a").createdAt(NOON), "of-one");
    var two = withDefault(ingress("two", "bar.com Exact /a"), "of-two");
    var balancer = balancer(two, one);

    assertThat(answer(balancer, HttpRequest.http("bar.com", "/b"))).isEqualTo("of-two");
    assertThat(answer(balancer, HttpRequest.http("foo.com", "/b"))).isEqualTo("of-one");
    assertThat(answer(balancer, HttpRequest.http("any.com", "/b"))).isEqualTo("of-one");
    assertThat(balancer.decide(HttpRequest.http("any.com", "/b")).target())
        .isEqualTo(new Target.ByDefault(one, List.of(two)));
  }

  @Test
  void anIngressWithoutRulesAnswersWhatNobodyElseDoes() {
    var all =
        new Ingress(
            ObjectMeta.of("shop", "all"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new ToService("all", 8080)),
            List.of(),
            List.of());
    var balancer = balancer(all, ingress("web", "foo.com Exact /a"));

    assertThat(answer(balancer, HttpRequest.http("foo.com", "/a"))).isEqualTo("web-0");
    assertThat(answer(balancer, HttpRequest.http("foo.com", "/b"))).isEqualTo("all");
    assertThat(answer(balancer, HttpRequest.http("", "/a"))).isEqualTo("all");
  }

  @Test
  void theCertificateIsTheOneThatNamesTheHostMostClosely() {
    var any = withTls(ingress("any", "any Prefix /").createdAt(NOON), "any");
    var wildcard = withTls(ingress("wild", "foo.com Prefix /"), "wild", "*.foo.com", "bar.com");
    var name = withTls(ingress("zoo", "foo.com Exact /z"), "name", "www.foo.com");
    var late = withTls(ingress("zoo2", "foo.com Exact /z"), "late", "www.foo.com");
    var balancer = balancer(late, name, wildcard, any);

    assertThat(secret(balancer, HttpRequest.https("www.foo.com", "/"))).contains("name");
    assertThat(secret(balancer, HttpRequest.https("x.foo.com", "/"))).contains("wild");
    assertThat(secret(balancer, HttpRequest.https("bar.com", "/"))).contains("wild");
    assertThat(secret(balancer, HttpRequest.https("foo.com", "/"))).contains("any");
    assertThat(secret(balancer, HttpRequest.http("www.foo.com", "/"))).isEmpty();
    assertThat(secret(balancer(name), HttpRequest.https("foo.com", "/"))).isEmpty();
  }

  private static Optional<String> secret(LoadBalancer balancer, HttpRequest request) {
    return balancer.decide(request).certificate().map(each -> each.tls().secretName());
  }

  @Test
  void loadBalancersWaitAtTwoPortsOnly() {
    var balancer = balancer(ingress("web", "any Prefix /"));

    assertThat(balancer.decide(new HttpRequest(false, "foo.com", 8080, "/")).target())
        .isEqualTo(new Target.Nobody());
    assertThat(balancer.decide(new HttpRequest(true, "foo.com", 80, "/")).target())
        .isEqualTo(new Target.Nobody());
    assertThat(answer(balancer, HttpRequest.https("foo.com", "/"))).isEqualTo("web-0");
  }

  @Test
  void implementationSpecificPathsAreReadAsTheControllerDoes() {
    var ingress = ingress("web", "any ImplementationSpecific /a", "any ImplementationSpecific ");
    var request = HttpRequest.http("foo.com", "/a/b");

    assertThat(answer(new LoadBalancer(List.of(ingress), Reading.PREFIX), request))
        .isEqualTo("web-0");
    assertThat(answer(new LoadBalancer(List.of(ingress), Reading.EXACT), request))
        .isEqualTo("web-1");
  }

  @Test
  void twoIngressesOfOneNameAreRefused() {
    var ingress = ingress("web", "any Prefix /");

    assertThatThrownBy(() -> balancer(ingress, ingress.createdAt(NOON)))
        .hasMessageContaining("a name of its own");
  }

  @ParameterizedTest
  @CsvSource({
    "*.com, /a, expected a host",
    "foo.com:8080, /a, without a port",
    "foo.com, a, begins with /",
    "foo.com, /a?b=c, has no query",
  })
  void whatIsNoRequestIsRefused(String host, String path, String message) {
    assertThatThrownBy(() -> HttpRequest.http(host, path)).hasMessageContaining(message);
  }
}
