package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.kernel.AsymmetryException;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetryTest {

  private static final Method SYMMETRY = new Method(true, false, false);

  /// Nodes that are switched on in any order, up to a number that each counts to by itself.
  private static class Counters extends Model {

    final Cells<Integer> count;

    Counters(int nodes, int most) {
      count = cells("count", nodes, 0);
      interchangeable("node", count);
      rule("count", count, (tx, c) -> tx.require(tx.get(c) < most).update(c, n -> n + 1));
      sometimes("all are done", s -> count.all(s, most));
    }
  }

  /// Multisets of `nodes` numbers from 0 to `most`.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void identitiesThatDoNotKnowOfEachOtherLeaveMultisets(int nodes) {
    var result = check(new Counters(nodes, 3));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo((long) (nodes + 1) * (nodes + 2) * (nodes + 3) / 6);
  }

  /// Nodes and colours, interchangeable both; each node takes a colour that nobody has.
  private static final class Colours extends Model {

    private record Colour(int number) {}

    Colours(int nodes, int colours) {
      var colour = cells("colour", nodes, List.<Colour>of());
      interchangeable("node", colour);
      interchangeable("colour", colours)
          .renaming(Colour.class, (c, to) -> new Colour(to.of(c.number())));
      var all = IntStream.range(0, colours).mapToObj(Colour::new).toList();
      rule(
          "take",
          colour,
          (tx, mine) -> {
            tx.require(mine, List.of());
            var taken = List.of(tx.choose(all));
            colour.forEach(other -> tx.require(!tx.get(other).equals(taken)));
            tx.set(mine, taken);
          });
      always(
          "no colour twice",
          colour.pairs(),
          (s, pair) ->
              s.get(pair.first()).isEmpty() || !s.get(pair.first()).equals(s.get(pair.second())));
    }
  }

  @Test
  void severalKindsOfIdentitiesAreInterchangeableAtOnce() {
    assertThat(check(new Colours(3, 4)).distinct()).isEqualTo(4); // how many have a colour
    assertThat(Search.check(new Colours(3, 4), SearchOptions.defaults()).distinct())
        .isEqualTo(1 + 3 * 4 + 3 * 12 + 24);
  }

  @Test
  void aRuleForOneIdentityOnlyIsRefused() {
    var model =
        new Counters(3, 1) {
          {
            rule("reset", List.of(count.getFirst()), (tx, c) -> tx.set(c, 0));
          }
        };
    assertThatThrownBy(() -> check(model))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("\"reset\" is there for [count[0]], but not for [count[1]]");
  }

  @Test
  void aRuleThatLooksAtACertainIdentityIsRefused() {
    var model =
        new Counters(3, 1) {
          {
            rule("reset", count, (tx, c) -> tx.require(count.getFirst(), 0).set(c, 0));
          }
        };
    assertThatThrownBy(() -> check(model))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("\"reset\" tells them apart");
  }

  /// Of states that stand for others a claim about one identity may be true, or seen, by chance.
  @Test
  void aClaimThatLooksAtACertainIdentityIsRefusedUnlessARealTraceDecidesIt() {
    var refused = 0;
    for (var index = 0; index < 3; index++) {
      refused += decidesOrRefuses(index, true) + decidesOrRefuses(index, false);
    }
    assertThat(refused).isPositive();
  }

  private static int decidesOrRefuses(int index, boolean isAlways) {
    var model =
        new Model() {
          {
            var count = cells("count", 3, 0);
            interchangeable("node", count);
            rule("count", count, (tx, c) -> tx.require(c, 0).require(count.all(tx, 0)).set(c, 1));
            if (isAlways) {
              always("this", s -> s.get(count.get(index)) == 0);
            } else {
              sometimes("this", s -> s.get(count.get(index)) == 1);
            }
          }
        };
    try {
      assertThat(check(model).claim("this").status()).isIn(Status.SEEN, Status.VIOLATED);
      return 0;
    } catch (AsymmetryException e) {
      assertThat(e).hasMessageContaining("\"this\" tells them apart");
      return 1;
    }
  }

  /// A token that is passed on; it may go to anybody, to the next one, or to one of the first two.
  private static final class Token extends Model {

    enum To {
      ANYBODY,
      THE_NEXT,
      ONE_OF_TWO
    }

    Token(To to, boolean renamed) {
      var passes = cells("passes", 4, 0);
      var holder = cell("holder", -1);
      var symmetry = interchangeable("process", passes);
      if (renamed) {
        symmetry.renaming(holder, (h, permutation) -> permutation.of(h));
      }
      rule("make", passes, (tx, p) -> tx.require(holder, -1).set(holder, p.index()));
      rule(
          "pass",
          passes,
          (tx, p) -> {
            tx.require(holder, p.index()).require(tx.get(p) < 2).update(p, n -> n + 1);
            tx.set(
                holder,
                switch (to) {
                  case ANYBODY -> tx.choose(passes).index();
                  case THE_NEXT -> (p.index() + 1) % passes.size();
                  case ONE_OF_TWO -> tx.choose(passes.subList(0, 2)).index();
                });
          });
      always("held by one or none", s -> s.get(holder) < passes.size());
    }
  }

  @Test
  void aChoiceThatTellsIdentitiesApartIsRefused() {
    assertThat(check(new Token(Token.To.ANYBODY, true)).verdict()).isEqualTo(Verdict.HOLDS);
    for (var to : List.of(Token.To.THE_NEXT, Token.To.ONE_OF_TWO)) {
      assertThatThrownBy(() -> check(new Token(to, true)))
          .isInstanceOf(AsymmetryException.class)
          .hasMessageContaining("\"pass\" tells them apart");
    }
  }

  @Test
  void valuesThatMentionIdentitiesAndAreNotRenamedAreRefused() {
    assertThatThrownBy(() -> check(new Token(Token.To.ANYBODY, false)))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("\"make\" tells them apart");
  }

  @Test
  void initialStatesThatTellIdentitiesApartAreRefused() {
    var model =
        new Model() {
          {
            var count = cells("count", List.of(0, 0, 1));
            interchangeable("node", count);
            rule("count", count, (tx, c) -> tx.require(c, 0).set(c, 1));
          }
        };
    assertThatThrownBy(() -> check(model))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("the model starts in a state, but not in the one with");
  }

  @Test
  void livenessIsRefusedThatIsNotAboutTheEnd() {
    var model =
        new Counters(3, 1) {
          {
            eventually("it ends", s -> true);
          }
        };
    assertThatThrownBy(() -> check(model))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("\"it ends\" is about more than what is so in the end");
    var options = SearchOptions.defaults().withMethod(SYMMETRY).withClaims(Set.of("all are done"));
    assertThat(Search.check(model, options).distinct()).isEqualTo(4);
  }

  @Test
  void whatIsSoInTheEndIsDecidedByTheStatesWhereBehavioursStay() {
    class Ends extends Counters {
      Ends(int most) {
        super(3, 2);
        weaklyFairEach("count");
        eventuallyAlways("all have counted", s -> count.all(s, each -> each >= most));
      }
    }

    assertThat(check(new Ends(2)).verdict()).isEqualTo(Verdict.HOLDS);
    var broken = check(new Ends(3)).claim("all have counted");
    assertThat(broken.status()).isEqualTo(Status.VIOLATED);
    assertThat(Objects.requireNonNull(broken.trace()).length()).isEqualTo(7);
    assertThat(broken)
        .isEqualTo(Search.check(new Ends(3), SearchOptions.defaults()).claim("all have counted"));
  }

  @Test
  void whatIsSoInTheEndOfOneIdentityIsRefused() {
    var model =
        new Counters(3, 2) {
          {
            weaklyFairEach("count");
            alwaysEventually("each is done", count, (s, one) -> s.get(one) == 2);
          }
        };
    assertThatThrownBy(() -> check(model))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("\"each is done\" tells them apart");
  }

  /// A step to a state with two identities exchanged is none to the same state.
  @Test
  void whereSomethingGoesRoundAmongOrbitsTheEndIsLeftOpen() {
    var model =
        new Model() {
          {
            var token = cells("token", List.of(true, false));
            interchangeable("place", token);
            initially(
                tx -> {
                  var at = tx.choose(List.of(0, 1));
                  token.forEach(each -> tx.set(each, each.index() == at));
                });
            rule(
                "pass",
                token.pairs(),
                (tx, pair) ->
                    tx.require(pair.first(), true)
                        .set(pair.first(), false)
                        .set(pair.second(), true));
            eventuallyAlways("it rests", s -> false);
          }
        };
    var result = check(model);

    assertThat(result.distinct()).isEqualTo(1);
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.stopped()).contains("a behaviour may go round");
  }

  /// Nodes that write letters of two kinds, each into a queue of its own.
  private static final class Letters extends Model {

    private record Node(int number) {}

    Letters(int nodes) {
      var letters = queues("letters", String.class, 2, nodes);
      interchangeable("node", nodes)
          .owning(letters)
          .renaming(Node.class, (node, to) -> new Node(to.of(node.number)));
      var all = IntStream.range(0, nodes).mapToObj(Node::new).toList();
      rule(
          "write",
          all,
          (tx, node) -> tx.send(letters.get(node.number), tx.choose(List.of("a", "b"))));
      rule("burn", all, (tx, node) -> tx.receive(letters.get(node.number)));
    }
  }

  /// A queue holds at most two letters of two kinds in one of seven ways.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void queuesBelongToIdentities(int nodes) {
    var multisets = List.of(7L, 28L, 84L, 210L);
    assertThat(check(new Letters(nodes)).distinct()).isEqualTo(multisets.get(nodes - 1));
    assertThat(Search.check(new Letters(nodes), SearchOptions.defaults()).distinct())
        .isEqualTo((long) Math.pow(7, nodes));
  }

  @Test
  void aModelThatDeclaresNoneIsRefused() {
    assertThatThrownBy(
            () ->
                check(
                    new Model() {
                      {
                        cell("one", 1);
                      }
                    }))
        .isInstanceOf(AsymmetryException.class)
        .hasMessageContaining("declares no interchangeable identities");
  }

  /// Sets of identities, in values that are sorted.
  private static final class Friends extends Model {

    Friends(int people) {
      var friends = cells("friends", people, new TreeSet<Integer>());
      interchangeable("person", friends)
          .renaming(
              friends,
              (of, to) -> {
                var renamed = new TreeSet<Integer>();
                of.forEach(friend -> renamed.add(to.of(friend)));
                return renamed;
              });
      rule(
          "meet",
          friends.pairs(),
          (tx, pair) -> {
            var known = new TreeSet<>(tx.get(pair.first()));
            tx.require(known.add(pair.second().index())).set(pair.first(), known);
          });
    }
  }

  /// Directed graphs up to isomorphism: OEIS A000273.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void graphsAreCountedUpToIsomorphism(int people) {
    assertThat(check(new Friends(people)).distinct())
        .isEqualTo(List.of(1L, 3L, 16L, 218L).get(people - 1));
  }

  @Test
  void theTraceIsOneOfRealStepsAndTheSameAsWithoutSymmetry() {
    var model =
        new Counters(3, 2) {
          {
            never("two are done", s -> count.count(s, c -> c == 2) == 2);
          }
        };
    var full = Search.check(model, SearchOptions.defaults()).claim("two are done");

    var reduced = check(model).claim("two are done");

    assertThat(Objects.requireNonNull(reduced.trace()).length()).isEqualTo(5);
    assertThat(reduced).isEqualTo(full);
  }

  private static CheckResult check(Model model) {
    var options = SearchOptions.defaults().withMethod(SYMMETRY);
    var result = Search.check(model, options.withWorkers(1));
    assertThat(Search.check(model, options.withWorkers(3)).distinct()).isEqualTo(result.distinct());
    return result;
  }
}
