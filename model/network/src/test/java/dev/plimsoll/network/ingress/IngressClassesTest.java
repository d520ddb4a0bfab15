package dev.plimsoll.network.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.kubernetes.ingress.IngressClass;
import dev.plimsoll.network.ingress.IngressClasses.Assignment;
import dev.plimsoll.network.ingress.IngressClasses.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IngressClassesTest {

  private static final Ingress NONE = ingress(Optional.empty(), Map.of());
  private static final Ingress OF_FIELD = ingress(Optional.of("nginx"), Map.of());
  private static final Ingress OF_ANNOTATION =
      ingress(Optional.empty(), Map.of(Ingress.CLASS_ANNOTATION, "traefik"));

  private static Ingress ingress(Optional<String> className, Map<String, String> annotations) {
    return new Ingress(
        new ObjectMeta("shop", "web", new TreeMap<>(), new TreeMap<>(annotations)),
        Optional.empty(),
        className,
        Optional.of(new ToService("web", 80)),
        List.of(),
        List.of());
  }

  private static IngressClass ingressClass(String name, boolean isDefault, int second) {
    var annotations = new TreeMap<String, String>();
    annotations.put(IngressClass.DEFAULT_ANNOTATION, Boolean.toString(isDefault));
    return new IngressClass(
        new ObjectMeta("", name, new TreeMap<>(), annotations),
        Optional.of(Instant.ofEpochSecond(second)),
        "example.com/" + name);
  }

  @Test
  void theFieldComesBeforeTheAnnotationAndTheDefault() {
    var classes = new IngressClasses(List.of(ingressClass("nginx", true, 0)));
    var both = ingress(Optional.of("nginx"), Map.of(Ingress.CLASS_ANNOTATION, "traefik"));

    assertThat(classes.of(both)).isEqualTo(new Assignment("nginx", Origin.FIELD));
    assertThat(classes.of(OF_ANNOTATION)).isEqualTo(new Assignment("traefik", Origin.ANNOTATION));
    assertThat(classes.of(NONE)).isEqualTo(new Assignment("nginx", Origin.DEFAULT));
  }

  @Test
  void ofSeveralDefaultsItIsTheNewestAndThenTheFirstByName() {
    var old = ingressClass("a", true, 1);
    var newer = ingressClass("c", true, 2);
    var asNew = ingressClass("b", true, 2);
    var none = ingressClass("d", false, 3);

    assertThat(new IngressClasses(List.of(old, newer, none)).of(NONE).name()).isEqualTo("c");
    assertThat(new IngressClasses(List.of(old, newer, asNew)).of(NONE).name()).isEqualTo("b");
    assertThat(new IngressClasses(List.of(none)).of(NONE))
        .isEqualTo(new Assignment("", Origin.NONE));
  }

  @Test
  void nobodySeesToAnIngressOfAClassThatIsNotThere() {
    var others = new IngressClasses(List.of(ingressClass("traefik", false, 0)));
    var unknown = new IngressClasses(List.of());

    assertThat(others.isServed(others.of(OF_FIELD))).isFalse();
    assertThat(others.served(List.of(OF_FIELD, OF_ANNOTATION, NONE)))
        .containsExactly("", "traefik");
    assertThat(others.of("nginx", List.of(OF_FIELD))).isEmpty();
    assertThat(unknown.of("nginx", List.of(OF_FIELD, NONE))).containsExactly(OF_FIELD);
  }
}
