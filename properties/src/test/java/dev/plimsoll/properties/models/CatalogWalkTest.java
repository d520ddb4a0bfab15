package dev.plimsoll.properties.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Random walks through every model of the catalog at its default parameters: whatever happens, in
/// whatever order, the claims hold. A failing walk is shrunk to a short one.
final class CatalogWalkTest {

  private static final Catalog CATALOG = Catalog.load();
  private static final int ANY = 9_999;

  private final Map<String, Model> models = new HashMap<>();

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyStateOnAnyWalkPassesTheClaims(
      @ForAll("names") String name, @ForAll("picks") @Size(max = 60) List<Integer> picks) {
    var model = models.computeIfAbsent(name, CatalogWalkTest::model);
    var explorer = new Explorer(model);
    var position = explorer.initial().getFirst();
    var taken = new ArrayList<Trace.Action>();
    for (var pick : picks) {
      requireClaims(model, explorer, position, taken);
      var successors = explorer.successors(position);
      if (successors.isEmpty()) {
        return;
      }
      var next = successors.get(pick % successors.size());
      taken.add(next.action());
      position = next.target();
    }
    requireClaims(model, explorer, position, taken);
  }

  private static void requireClaims(
      Model model, Explorer explorer, Explorer.Position position, List<Trace.Action> taken) {
    for (var claim : model.claims()) {
      var holds =
          switch (claim.kind()) {
            case ALWAYS -> explorer.passes(claim, position);
            case DEADLOCK_FREE ->
                explorer.passes(claim, position) || !explorer.successors(position).isEmpty();
            case SOMETIMES, LIVENESS -> true;
          };
      assertThat(holds).as("%s after %s, in %s", claim.name(), taken, position).isTrue();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(CATALOG.sound().stream().map(model -> model.name()).toList());
  }

  @Provide
  Arbitrary<List<Integer>> picks() {
    return Arbitraries.integers().between(0, ANY).list();
  }

  @Test
  void theWalksSeeModelsWithClaims() {
    assertThat(CATALOG.definitions()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(CATALOG.definitions())
        .allSatisfy(
            definition ->
                assertThat(model(definition.name()).claims())
                    .anyMatch(claim -> claim.kind() != Claim.Kind.SOMETIMES));
  }

  private static Model model(String name) {
    return CATALOG.find(name).configure(Map.of()).model();
  }
}
