package dev.plimsoll.counterexamples.museum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.incident.Incident;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each incident is found while it is broken, by the claim that names it and by no other, and is
/// not there once it is fixed; and an incident of which this is not so is objected to.
final class MuseumTest {

  private static final String CLAIM = "at most one";

  static List<Exhibit> exhibits() {
    return Museum.open().exhibits();
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  void itIsFoundBrokenAndGoneFixed(Exhibit exhibit) {
    assertThat(exhibit.searchBoth(SearchOptions.defaults()).objections()).isEmpty();
  }

  @Test
  void noneIsThereTwice() {
    assertThat(exhibits()).extracting(Exhibit::id).doesNotHaveDuplicates();
    assertThat(exhibits()).hasSizeGreaterThan(50);
  }

  @Test
  void anIncidentIsFoundByItsNumberAndAnUnknownOneNamesTheNearest() {
    var museum = Museum.open();

    assertThat(museum.find("m17")).isEqualTo(museum.find("incident/M17"));
    assertThat(museum.find("M17").group()).isEqualTo("missed");
    assertThatThrownBy(() -> museum.find("M16"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageMatching("Unknown incident \"M16\"; the nearest: .*M\\d\\d.*");
  }

  @Test
  void whatIsSelectedIsOfTheGroupAndAboutAllWords() {
    var museum = Museum.open();

    assertThat(museum.select(null, List.of("KUBELET", "static")).exhibits())
        .extracting(Exhibit::id)
        .contains("M47", "M49")
        .doesNotContain("M01");
    assertThat(museum.select("gc", List.of()).exhibits())
        .isNotEmpty()
        .allMatch(each -> each.group().equals("gc"));
    assertThatThrownBy(() -> museum.select("gd", List.of()))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("gc");
  }

  @Test
  void theIssuesOfAReferenceHaveLinks() {
    var museum = Museum.open();

    assertThat(museum.find("M26").links())
        .containsExactly(
            "https://github.com/kubernetes/kubernetes/issues/98215",
            "https://github.com/kubernetes/kubernetes/issues/105661");
    assertThat(museum.find("K1").links()).isEmpty();
  }

  @Test
  void nothingIsObjectedToWhereAllIsAsItShouldBe() {
    assertThat(objections(fixed -> new Counter(fixed ? 1 : 2, true, false))).isEmpty();
  }

  @Test
  void whatIsNotFoundBrokenIsObjectedTo() {
    assertThat(objections(_ -> new Counter(1, true, false)))
        .containsExactly("broken, it violates nothing, and should violate \"at most one\"");
  }

  @Test
  void whatIsThereStillWhenItIsFixedIsObjectedTo() {
    assertThat(objections(_ -> new Counter(2, true, false)))
        .containsExactly("fixed, all should hold, but it is VIOLATED, \"at most one\"");
  }

  @Test
  void whatSaysNothingIsObjectedTo() {
    assertThat(objections(fixed -> new Counter(fixed ? 1 : 2, false, false)))
        .containsExactly("fixed, no claim shows that the others say something");
  }

  @Test
  void aRuleThatNeverFiresIsObjectedTo() {
    assertThat(objections(fixed -> new Counter(fixed ? 1 : 2, true, fixed)))
        .containsExactly("fixed, the rule \"never\" never fires");
  }

  private static List<String> objections(Function<Boolean, Model> model) {
    var incident = new Incident("X1", "nowhere", "it counts too far", CLAIM, "a limit", model);
    return new Exhibit("x", incident).searchBoth(SearchOptions.defaults()).objections();
  }

  /// Counts as far as it is let.
  private static final class Counter extends Model {
    Counter(int most, boolean saysSomething, boolean hasIdleRule) {
      var count = cell("count", 0);
      rule(
          "count",
          tx -> {
            tx.require(tx.get(count) < most);
            tx.set(count, tx.get(count) + 1);
          });
      if (hasIdleRule) {
        rule("never", tx -> tx.require(tx.get(count) < 0));
      }
      always(CLAIM, s -> s.get(count) <= 1);
      if (saysSomething) {
        sometimes("one", s -> s.get(count) == 1);
      }
    }
  }
}
