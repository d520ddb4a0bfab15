package dev.plimsoll.properties.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Permutation;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/// Random models with interchangeable identities, searched with and without symmetry, and by an
/// oracle that renames every state in all ways.
class RandomSymmetryTest {

  private static final Method SYMMETRY = new Method(true, false, false);
  private static final Method BOTH = new Method(true, true, false);

  private static final int IDENTITIES = 3;
  private static final int VALUES = 3;

  private static final List<Permutation> ALL =
      List.of(
          Permutation.of(0, 1, 2),
          Permutation.of(0, 2, 1),
          Permutation.of(1, 0, 2),
          Permutation.of(1, 2, 0),
          Permutation.of(2, 0, 1),
          Permutation.of(2, 1, 0));

  record Mail(int from, int to, int kind) {
    Mail renamed(Permutation to) {
      return new Mail(to.of(from), to.of(this.to), kind);
    }
  }

  /// What a state holds, to be renamed without the checker.
  record Snapshot(List<Integer> mood, List<Integer> friend, Set<Mail> mail) {
    String renamed(Permutation to) {
      return to.ofList(mood)
          + " "
          + to.ofList(friend.stream().map(to::of).toList())
          + " "
          + mail.stream()
              .map(each -> each.renamed(to).toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }

    String orbit() {
      return ALL.stream().map(this::renamed).min(String::compareTo).orElseThrow();
    }
  }

  /// Every rule and claim treats all identities alike.
  private static final class Village extends Model {

    final Cells<Integer> mood;
    final Cells<Integer> friend;
    final Bag<Mail> mail;

    Village(Random random) {
      mood = cells("mood", IDENTITIES, 0);
      friend = cells("friend", IDENTITIES, -1);
      mail = set("mail", Mail.class, 3);
      interchangeable("person", mood, friend)
          .renaming(friend, (one, to) -> to.of(one))
          .renaming(Mail.class, Mail::renamed);
      for (var number = 0; number < VALUES; number++) {
        addMeeting(number, random);
      }
      addChoice(random);
      addDelivery(random);
      var worst = random.nextInt(VALUES);
      always(
          "not two of a mood are friends",
          mood.pairs(),
          (s, pair) ->
              s.get(pair.first()) != worst
                  || s.get(pair.second()) != worst
                  || s.get(friend.get(pair.first().index())) != pair.second().index());
      sometimes("all are friends", s -> friend.count(s, one -> one >= 0) == IDENTITIES);
      deadlockFree("there is no mail in the end", s -> s.size(mail) == 0);
    }

    private void addMeeting(int number, Random random) {
      var mine = number;
      var theirs = number == 0 ? 0 : random.nextInt(VALUES);
      var then = (mine + 1 + random.nextInt(VALUES - 1)) % VALUES;
      var befriends = random.nextBoolean();
      var forgets = random.nextBoolean();
      var writes = random.nextBoolean();
      rule(
          "meet " + number,
          mood.pairs(),
          (tx, pair) -> {
            var me = pair.first().index();
            var other = pair.second().index();
            tx.require(pair.first(), mine).require(pair.second(), theirs).set(pair.first(), then);
            if (befriends) {
              tx.set(friend.get(me), other);
            } else if (forgets) {
              tx.require(friend.get(me), other).set(friend.get(me), -1);
            }
            if (writes) {
              tx.send(mail, new Mail(me, other, then));
            }
          });
    }

    private void addChoice(Random random) {
      var mine = random.nextInt(VALUES);
      rule(
          "choose",
          mood,
          (tx, me) -> {
            tx.require(me, mine).require(mood.any(tx, (mine + 1) % VALUES));
            var other = tx.choose(mood);
            tx.require(other.index() != me.index()).set(friend.get(me.index()), other.index());
          });
    }

    private void addDelivery(Random random) {
      var then = random.nextInt(VALUES);
      var answers = random.nextBoolean();
      rule(
          "deliver",
          mail,
          (tx, letter) -> {
            tx.remove(mail, letter).set(mood.get(letter.to()), then);
            if (answers && letter.kind() != then) {
              tx.send(mail, new Mail(letter.to(), letter.from(), then));
            }
          });
    }

    Snapshot snapshot(State state) {
      return new Snapshot(
          mood.values(state), friend.values(state), Set.copyOf(state.contents(mail)));
    }
  }

  @Property(tries = 100)
  void symmetryKeepsOneStateOfEachOrbitAndEveryAnswer(@ForAll long seed) {
    var village = new Village(new Random(seed));
    var options = SearchOptions.defaults().withWorkers(1);
    var full = Search.check(new Village(new Random(seed)), options);
    for (var workers : List.of(1, 2)) {
      var reduced =
          Search.check(
              new Village(new Random(seed)), options.withWorkers(workers).withMethod(SYMMETRY));

      assertThat(reduced.verdict()).isEqualTo(full.verdict());
      assertThat(reduced.claims().stream().map(ClaimResult::status))
          .isEqualTo(full.claims().stream().map(ClaimResult::status).toList());
      assertThat(reduced.claims().stream().map(ClaimResult::trace).toList())
          .isEqualTo(full.claims().stream().map(ClaimResult::trace).toList());
      var sawAll = full.verdict() == Verdict.HOLDS || full.verdict() == Verdict.NEVER_SEEN;
      Statistics.collect(sawAll && reduced.distinct() > 20 ? "many orbits" : full.verdict());
      Statistics.coverage(coverage -> coverage.check("many orbits").percentage(n -> n > 5));
      if (sawAll) {
        assertThat(reduced.distinct()).isEqualTo(orbits(village));
        assertThat(reduced.depth()).isEqualTo(full.depth());
      }
    }
  }

  @Property(tries = 300)
  void withPartialOrderItGivesTheSameAnswersOfFewerOrbits(@ForAll long seed) {
    var options = SearchOptions.defaults();
    for (var claim : new Village(new Random(seed)).claims()) {
      var one = options.withClaims(Set.of(claim.name()));
      var symmetric = Search.check(new Village(new Random(seed)), one.withMethod(SYMMETRY));
      var both = Search.check(new Village(new Random(seed)), one.withMethod(BOTH));

      assertThat(both.verdict()).as(claim.name()).isEqualTo(symmetric.verdict());
      var sawAll = both.verdict() != Verdict.VIOLATED && both.verdict() != Verdict.DEADLOCK;
      if (sawAll) {
        assertThat(both.distinct()).isLessThanOrEqualTo(symmetric.distinct());
        Statistics.collect(
            symmetric.distinct() < 20
                ? "few orbits"
                : both.distinct() < symmetric.distinct() ? "fewer" : "as many");
      }
    }
    Statistics.coverage(coverage -> coverage.check("fewer").percentage(n -> n > 1));
  }

  private static long orbits(Village village) {
    var explorer = new Explorer(village);
    var seen = new HashSet<>(explorer.initial());
    var open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (var step : explorer.successors(open.remove())) {
        if (seen.add(step.target())) {
          open.add(step.target());
        }
      }
    }
    return seen.stream()
        .map(position -> village.snapshot(explorer.view(position)).orbit())
        .distinct()
        .count();
  }
}
