package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Recent.Operation;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fates.Question;
import dev.plimsoll.network.netfilter.symbolic.Sweep.Group;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one rule does to the packets that come to it.
final class RuleStep {

  /// A test of a rule and the module it stands under.
  private record Condition(String module, Test test, boolean beside) {

    String text() {
      var plain = List.of(new Module(module, List.of(Test.that(test.match()))));
      return String.join(" ", Spelling.words(plain, new Target.None()));
    }
  }

  private final Sweep sweep;
  private final Diagrams diagrams;
  private final Conditions conditions;

  /// The conditions where frames are not seen any more.
  private final Conditions leaving;

  private final Rewritings rewritings;
  private final RecentLists recent;
  private final Code.Program program;
  private final Visits visits;

  RuleStep(
      Sweep sweep,
      HeaderSpace space,
      Addresses addresses,
      Conditions conditions,
      Conditions leaving,
      History history,
      Code.Program program,
      Visits visits) {
    this.sweep = sweep;
    this.diagrams = space.diagrams;
    this.conditions = conditions;
    this.leaving = leaving;
    this.program = program;
    this.visits = visits;
    rewritings = new Rewritings(space, addresses, conditions);
    recent = new RecentLists(space, history);
  }

  /// Sends packets on; gives back those that go on to the next rule as they came.
  int step(Group group, Place.Frame frame, int set) {
    return new Trial(group, frame).tried(set);
  }

  /// Targets after which everything is as it was before.
  static boolean isHarmless(Target target) {
    return target instanceof Target.None || target instanceof Target.Passing;
  }

  /// One rule tried for one group.
  private final class Trial {
    private final Group group;
    private final Place.Frame frame;
    private final Rule rule;
    private final List<Condition> tests = new ArrayList<>();
    private int unchanged = Diagrams.EMPTY;

    Trial(Group group, Place.Frame frame) {
      this.group = group;
      this.frame = frame;
      rule = frame.code().chain().rules().get(frame.next());
      for (Module module : rule.modules()) {
        for (Test test : module.conditions()) {
          tests.add(new Condition(module.name(), test, module.passesOver(test)));
        }
      }
    }

    int tried(int set) {
      visits.reached(frame.code(), frame.next(), set);
      test(0, set, group.header(), List.of());
      return unchanged;
    }

    /// On to the next rule.
    private void pass(int branch, Header header, int set) {
      if (branch == group.branch() && header.equals(group.header())) {
        unchanged = diagrams.or(unchanged, set);
      } else {
        sweep.go(new Group(branch, Sweep.after(group.place(), frame), header), set);
      }
    }

    /// The tests from number `index` on: the certain answers first.
    private void test(int index, int set, Header header, List<Condition> doubts) {
      if (set == Diagrams.EMPTY) {
        return;
      }
      if (index == tests.size()) {
        matched(set, header, doubts);
        return;
      }
      Condition condition = tests.get(index);
      if (condition.test.match() instanceof Match.Recent asked) {
        for (var part : recent.parts(asked, header, set)) {
          recent(asked, part, index, header, doubts);
        }
        return;
      }
      Reply reply = seen().reply(condition.test, condition.beside, header);
      int yes = diagrams.and(set, reply.yes());
      int unsure = diagrams.and(set, reply.unsure());
      pass(group.branch(), header, diagrams.minus(diagrams.minus(set, yes), unsure));
      test(index + 1, yes, header, doubts);
      test(index + 1, unsure, header, and(doubts, condition));
    }

    private List<Condition> and(List<Condition> doubts, Condition condition) {
      var more = new ArrayList<>(doubts);
      more.add(condition);
      return more;
    }

    /// A test of `-m recent`, for packets that it asks about one entry. What it does to the list
    /// when it finds what it looks for, it does whatever `!` makes of that.
    private void recent(
        Match.Recent asked,
        RecentLists.Part part,
        int index,
        Header header,
        List<Condition> doubts) {
      Condition condition = tests.get(index);
      boolean set = asked.operation() == Operation.SET;
      if (!part.known()) {
        sweep.end(group.branch(), part.set(), new End.Undecided(RecentLists.NOT_TOLD_APART));
      } else if (!set && part.times() == RecentLists.UNSURE) {
        test(index + 1, part.set(), header, and(doubts, condition));
      } else {
        boolean found = set || RecentLists.finds(asked, part.times());
        Header after = found ? RecentLists.after(asked, header, part, doubts.isEmpty()) : header;
        if (found == condition.test.not()) {
          pass(group.branch(), after, part.set());
        } else {
          test(index + 1, part.set(), after, doubts);
        }
      }
    }

    private void matched(int set, Header header, List<Condition> doubts) {
      visits.matched(frame.code(), frame.next(), set);
      if (doubts.isEmpty()) {
        carryOut(group.branch(), header, set);
      } else if (isHarmless(rule.target())) {
        pass(group.branch(), header, set);
      } else {
        resolve(0, group.branch(), set, header, doubts);
      }
    }

    /// The doubts from number `index` on; what was assumed for one may answer the next.
    private void resolve(int index, int branch, int set, Header header, List<Condition> doubts) {
      if (set == Diagrams.EMPTY) {
        return;
      }
      if (index == doubts.size()) {
        settled(branch, set, header, doubts);
        return;
      }
      Condition condition = doubts.get(index);
      Reply reply = again(condition.test, condition.beside, header);
      int yes = diagrams.and(set, reply.yes());
      int unsure = diagrams.and(set, reply.unsure());
      pass(branch, header, diagrams.minus(diagrams.minus(set, yes), unsure));
      resolve(index + 1, branch, yes, header, doubts);
      if (unsure == Diagrams.EMPTY) {
        return;
      }
      switch (reply.doubt()) {
        case Reply.Doubt.NotUnderstood() -> resolve(index + 1, branch, unsure, header, doubts);
        case Reply.Doubt.Coin(double probability) -> {
          int met = sweep.fork(branch, new Question.Coin(probability));
          pass(met + 1, header, unsure);
          resolve(index + 1, met, unsure, header, doubts);
        }
        case Reply.Doubt.Unknown unknown -> {
          boolean not = condition.test.not();
          int positive = sweep.fork(branch, new Question.Assumed(condition.text()));
          int met = not ? positive + 1 : positive;
          int other = not ? positive : positive + 1;
          pass(other, assume(header, unknown, condition.test.match(), not), unsure);
          resolve(
              index + 1,
              met,
              unsure,
              assume(header, unknown, condition.test.match(), !not),
              doubts);
        }
      }
    }

    private Conditions seen() {
      return group.place().at() instanceof Stage.Table(var hook, _) && !hook.seesFrames()
          ? leaving
          : conditions;
    }

    private Reply again(Test test, boolean beside, Header header) {
      return test.match() instanceof Match.Recent
          ? Reply.doubtful(new Reply.Doubt.Unknown(null))
          : seen().reply(test, beside, header);
    }

    private void settled(int branch, int set, Header header, List<Condition> doubts) {
      for (Condition doubt : doubts) {
        if (doubt.test.match() instanceof Match.Uninterpreted) {
          sweep.end(branch, set, new End.Undecided("not understood: " + doubt.text()));
          return;
        }
      }
      carryOut(branch, header, set);
    }

    private void carryOut(int branch, Header header, int set) {
      Group now = new Group(branch, group.place(), header);
      switch (rule.target()) {
        case Target.Accept _ -> sweep.go(new Group(branch, now.place().nextStage(), header), set);
        case Target.Drop _ -> sweep.end(branch, set, new End.Dropped());
        case Target.Reject _ -> sweep.end(branch, set, new End.Rejected());
        case Target.Return _ -> sweep.leaveChain(now, set);
        case Target.Jump(var name) -> call(now, name, frame.next() + 1, set);
        case Target.Goto(var name) -> call(now, name, frame.code().size(), set);
        case Target.SetMark(int value, int mask) ->
            pass(branch, header.marked(header.marks().and(~mask).xor(value)), set);
        case Target.SetConnMark _, Target.SaveMark _, Target.RestoreMark _ ->
            exchangeMarks(branch, header, set);
        case Target.Notrack _ -> exempt(branch, header, set);
        case Target.Dnat _,
            Target.Snat _,
            Target.Masquerade _,
            Target.Redirect _,
            Target.Netmap _ ->
            rewrite(now, set);
        case Target.Passing(var name, _) ->
            pass(branch, name.equals("SET") ? header.forgetting() : header, set);
        case Target.None _ -> pass(branch, header, set);
        case Target.Uninterpreted _ ->
            sweep.end(branch, set, new End.Undecided("not understood: " + rule.text()));
      }
    }

    /// CONNMARK does nothing to packets without a connection: `xt_connmark.c`, `connmark_tg`.
    private void exchangeMarks(int branch, Header header, int set) {
      MarkBits own = header.marks();
      MarkBits connections = header.connectionMarks();
      Header exchanged =
          switch (rule.target()) {
            case Target.SetConnMark(int value, int mask) ->
                header.connectionMarked(connections.and(~mask).xor(value));
            case Target.SaveMark(int packet, int connection) ->
                header.connectionMarked(connections.and(~connection).xor(own.and(packet)));
            case Target.RestoreMark(int packet, int connection) ->
                header.marked(own.and(~packet).xor(connections.and(connection)));
            case Target other -> throw new IllegalArgumentException(other + ": expected CONNMARK");
          };
      int tracked = diagrams.and(set, conditions.connections().tracked(header));
      pass(branch, exchanged, tracked);
      pass(branch, header, diagrams.minus(set, tracked));
    }

    /// Nothing happens to packets that have a connection; those that connection tracking has looked
    /// at and found none for are exempted all the same: `xt_CT.c`, `xt_ct_target`.
    private void exempt(int branch, Header header, int set) {
      int tracked = diagrams.and(set, conditions.connections().tracked(header));
      pass(branch, header, tracked);
      pass(branch, header.exempted(), diagrams.minus(set, tracked));
    }

    /// @param back the rule to go on with after the chain
    private void call(Group now, String name, int back, int set) {
      Code callee = program.find(frame.code().table(), name).orElseThrow();
      var caller = new Place.Frame(frame.code(), back, frame.caller());
      var first = new Place.Frame(callee, 0, caller);
      sweep.go(new Group(now.branch(), now.place().in(first), now.header()), set);
    }

    /// Rewrites an end; that is the end of the table for the packets, too.
    private void rewrite(Group now, int set) {
      if (!(now.place().at() instanceof Stage.Table(var hook, _))) {
        throw new IllegalStateException("a rule outside of a table");
      }
      Place next = now.place().nextStage();
      for (var part : rewritings.of(rule.target(), hook, set, now.header())) {
        int branch = now.branch();
        if (part.after().isEmpty()) {
          String reason = "cannot tell the new address: " + rule.text();
          sweep.end(branch, part.set(), new End.Undecided(reason));
        }
        for (int i = 0; i < part.after().size(); i++) {
          var changed = part.after().get(i);
          int left = part.after().size() - i;
          int taken =
              left == 1 ? branch : sweep.fork(branch, new Question.Chosen(changed.end(), left));
          sweep.go(new Group(taken, next, changed.header()), part.set());
          branch = taken + 1;
        }
      }
    }
  }

  /// What is taken for granted from here on; an interface that was not known may be known by it.
  private static Header assume(
      Header header, Reply.Doubt.Unknown unknown, Match match, boolean holds) {
    Object question = unknown.question();
    Header after = question == null ? header : header.assuming(question, holds);
    return match instanceof Match.OutInterface(var name)
            && holds
            && header.out().isEmpty()
            && !name.endsWith("+")
        ? after.leavingBy(Optional.of(name))
        : after;
  }
}
