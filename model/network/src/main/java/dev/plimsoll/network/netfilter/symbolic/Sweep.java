package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fates.Question;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// All packets under way at once.
///
/// Packets that are at the same place and look alike go on together, and those that are behind go
/// first, so that packets that took different ways to the same rule meet there again. Where a
/// coin or an assumption decides, the same packets go both ways, on two branches; when all have
/// come to an end, the branches are put together, the last fork first.
final class Sweep {

  /// The number of times that a rule is tried for a set of packets.
  static final int MOST_TRIES = 20_000_000;

  /// The number of times that packets go two ways.
  static final int MOST_FORKS = 500_000;

  /// Packets that go on together.
  record Group(int branch, Place place, Header header) {}

  private record Waiting(Group group, int since) {}

  private record Fork(int parent, Question question, int yes, int no) {}

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Fates fates;
  private final Addresses addresses;
  private final Conditions conditions;
  private final RuleStep rules;
  private final Code.Program program;
  private final boolean tracksConnections;

  private final Map<Group, Integer> sets = new HashMap<>();
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(
          Comparator.comparing((Waiting waiting) -> waiting.group.place)
              .thenComparingInt(Waiting::since));
  private final List<Fork> forks = new ArrayList<>();

  /// For each branch, the trees of the packets that came to an end on it.
  private final List<Integer> ended = new ArrayList<>();

  private int arrivals;
  private int tries;

  Sweep(HeaderSpace space, Fates fates, RuleSet rules, History history, Visits visits) {
    this.space = space;
    this.fates = fates;
    diagrams = space.diagrams;
    addresses = new Addresses(space);
    conditions = new Conditions(space, addresses, rules, true);
    var leaving = new Conditions(space, addresses, rules, false);
    tracksConnections = rules.tracksConnections();
    program = Code.Program.of(rules);
    this.rules =
        new RuleStep(this, space, addresses, conditions, leaving, history, program, visits);
    ended.add(Diagrams.EMPTY);
  }

  /// The tree of every packet. Sets on their way may hold headers that no packet has, such as a
  /// port where there is none: that makes them simpler. They are left out at the end.
  int run() {
    int made = space.arriving(Arrival.Made.class::isInstance);
    Header first = Header.first(space.family);
    go(new Group(0, Place.start(Place.Journey.MADE), first), made);
    go(new Group(0, Place.start(Place.Journey.RECEIVED), first), diagrams.not(made));
    while (!queue.isEmpty()) {
      Group group = queue.remove().group;
      Integer set = sets.remove(group);
      if (set != null) {
        advance(group, set);
      }
    }
    for (int i = forks.size() - 1; i >= 0; i--) {
      join(forks.get(i));
    }
    return diagrams.where(space.all, ended.getFirst());
  }

  private final Map<Question, Integer> operations = new HashMap<>();

  private void join(Fork fork) {
    int operation = operations.computeIfAbsent(fork.question, _ -> diagrams.operation());
    int joined =
        diagrams.combine(
            operation,
            (yes, no) -> fates.fork(fork.question, yes, no),
            ended.get(fork.yes),
            ended.get(fork.no));
    ended.set(fork.parent, diagrams.plus(ended.get(fork.parent), joined));
  }

  /// Packets wait for their turn at a place.
  void go(Group group, int set) {
    if (set != Diagrams.EMPTY) {
      Integer there = sets.get(group);
      sets.put(group, there == null ? set : diagrams.or(there, set));
      if (there == null) {
        queue.add(new Waiting(group, arrivals++));
      }
    }
  }

  private void advance(Group group, int set) {
    if (group.place.frame() == null) {
      stage(group, set);
      return;
    }
    Group at = group;
    int rest = set;
    while (rest != Diagrams.EMPTY) {
      Place.Frame frame = at.place.frame();
      if (++tries > MOST_TRIES || forks.size() > MOST_FORKS) {
        String limit = tries > MOST_TRIES ? MOST_TRIES + " tries" : MOST_FORKS + " forks";
        end(at.branch, rest, new End.Undecided("more than " + limit + " for all packets"));
        return;
      }
      if (frame == null || frame.next() == frame.code().size()) {
        leaveChain(at, rest);
        return;
      }
      rest = rules.step(at, frame, rest);
      at = new Group(at.branch, after(at.place, frame), at.header);
      Waiting head = queue.peek();
      if (head != null && head.group.place.compareTo(at.place) <= 0) {
        go(at, rest);
        return;
      }
    }
  }

  static Place after(Place place, Place.Frame frame) {
    return place.in(new Place.Frame(frame.code(), frame.next() + 1, frame.caller()));
  }

  /// The end of a chain, or RETURN.
  void leaveChain(Group group, int set) {
    Place.Frame frame = group.place.frame();
    if (frame != null && frame.caller() != null) {
      go(new Group(group.branch, group.place.in(frame.caller()), group.header), set);
    } else if (group.place.policy() == Policy.ACCEPT) {
      go(new Group(group.branch, group.place.nextStage(), group.header), set);
    } else {
      end(group.branch, set, new End.Dropped());
    }
  }

  /// Opens two branches for packets.
  ///
  /// @return the branch for yes; that for no is the next
  int fork(int parent, Question question) {
    int yes = ended.size();
    ended.add(Diagrams.EMPTY);
    ended.add(Diagrams.EMPTY);
    forks.add(new Fork(parent, question, yes, yes + 1));
    return yes;
  }

  /// Packets have come to an end.
  void end(int branch, int set, End end) {
    if (set != Diagrams.EMPTY) {
      int tree = diagrams.put(fates.end(end), set);
      ended.set(branch, diagrams.plus(ended.get(branch), tree));
    }
  }

  private void stage(Group group, int set) {
    Place place = group.place;
    Header header = group.header;
    switch (place.at()) {
      case Stage.Table(var hook, var table) -> enter(group, hook, table, set);
      case Stage.Track() -> go(new Group(group.branch, place.nextStage(), header.lookedAt()), set);
      case Stage.Route() -> route(group, set);
      case Stage.RouteOut() ->
          exits(header)
              .forEach(
                  (exit, where) ->
                      go(
                          new Group(group.branch, place.nextStage(), header.leavingBy(exit)),
                          diagrams.and(set, where)));
      case Stage.Leave() -> {
        int back = diagrams.and(set, local(header));
        go(
            new Group(
                group.branch,
                Place.start(Place.Journey.LOOPED),
                header.comingBackBy(Node.LOOPBACK)),
            back);
        accept(group, diagrams.minus(set, back));
      }
      case Stage.Deliver() -> accept(group, set);
    }
  }

  private void enter(Group group, Hook hook, TableName table, int arrived) {
    Optional<Code> code = program.find(table, hook.name());
    int wait =
        hook == Hook.INPUT && space.family == Family.IPV4 ? conditions.later() : Diagrams.EMPTY;
    end(group.branch, diagrams.and(arrived, wait), new End.Undecided(Stage.FRAGMENT_WAITS));
    int set = diagrams.minus(arrived, wait);
    int consulted = table == TableName.NAT ? diagrams.and(set, natted(group.header)) : set;
    if (code.isPresent()) {
      Policy policy = code.get().chain().policy().orElse(Policy.ACCEPT);
      Place place = group.place;
      var first = new Place.Frame(code.get(), 0, null);
      go(
          new Group(
              group.branch, new Place(place.journey(), place.stage(), first, policy), group.header),
          consulted);
    } else {
      consulted = Diagrams.EMPTY;
    }
    go(
        new Group(group.branch, group.place.nextStage(), group.header),
        diagrams.minus(set, consulted));
  }

  private int natted(Header header) {
    return tracksConnections ? conditions.connections().consulted(header) : Diagrams.EMPTY;
  }

  private void route(Group group, int set) {
    Header header = group.header;
    int groups = diagrams.and(set, addresses.multicast(destination(header)));
    String reason = "not known: the multicast groups that the node is in";
    end(group.branch, groups, new End.Undecided(reason));
    int routed = diagrams.minus(set, groups);
    int here = diagrams.and(routed, addresses.delivered(destination(header)));
    go(
        new Group(
            group.branch, Place.start(Place.Journey.DELIVERED), header.leavingBy(Optional.of(""))),
        here);
    int away = diagrams.minus(routed, here);
    exits(header)
        .forEach(
            (exit, where) ->
                go(
                    new Group(
                        group.branch, Place.start(Place.Journey.FORWARDED), header.leavingBy(exit)),
                    diagrams.and(away, where)));
  }

  private Bits destination(Header header) {
    return header.destination().address(diagrams, space.destination);
  }

  private int local(Header header) {
    return addresses.local(destination(header));
  }

  private Map<Optional<String>, Integer> exits(Header header) {
    return addresses.exits(destination(header));
  }

  private void accept(Group group, int set) {
    Header header = group.header;
    Optional<String> out = header.out().filter(name -> !name.isEmpty());
    int local =
        group.place.journey() == Place.Journey.DELIVERED
                || group.place.journey() == Place.Journey.LOOPED
            ? Diagrams.FULL
            : Diagrams.EMPTY;
    var exits = out.isPresent() ? Map.of(out, Diagrams.FULL) : exits(header);
    exits.forEach(
        (exit, where) -> {
          int there = diagrams.and(set, where);
          int here = diagrams.and(there, local);
          end(group.branch, here, accepted(header, Delivery.LOCAL, exit));
          end(group.branch, diagrams.minus(there, here), accepted(header, Delivery.FORWARD, exit));
        });
  }

  private static End accepted(Header header, Delivery delivery, Optional<String> exit) {
    return new End.Accepted(
        header.destination(),
        header.translation().shownSource(),
        header.translation().masqueraded(),
        delivery,
        exit);
  }
}
