package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Statistics;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import dev.plimsoll.reports.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// Runs made by hand, with what a page must be able to show.
final class Runs {

  record Server(int term, String role, String voted, Set<Integer> votes) {}

  sealed interface Message {
    record VoteRequest(int term, int src, int dst) implements Message {}

    record VoteResponse(int term, boolean granted, int src, int dst) implements Message {}
  }

  /// Two candidates of one term, and a voter that forgets whom it voted for.
  static Trace election() {
    var trace = new Recorder();
    var first = new Message.VoteRequest(1, 0, 1);
    var second = new Message.VoteRequest(1, 2, 1);
    var toFirst = new Message.VoteResponse(1, true, 1, 0);
    var toSecond = new Message.VoteResponse(1, true, 1, 2);
    trace.step("");
    trace.servers[0] = new Server(1, "CANDIDATE", "server[0]", Set.of(0));
    trace.step("time out", new Value.Text("server[0]"));
    trace.messages.add(first);
    trace.step("request vote", new Value.Text("server[0]"), new Value.Text("server[1]"));
    trace.servers[2] = new Server(1, "CANDIDATE", "server[2]", Set.of(2));
    trace.step("time out", new Value.Text("server[2]"));
    trace.messages.add(second);
    trace.step("request vote", new Value.Text("server[2]"), new Value.Text("server[1]"));
    trace.servers[1] = new Server(1, "FOLLOWER", "nobody", Set.of());
    trace.step("update term", first);
    trace.servers[1] = new Server(1, "FOLLOWER", "server[0]", Set.of());
    trace.messages.add(toFirst);
    trace.step("vote", first);
    trace.servers[1] = new Server(1, "FOLLOWER", "server[2]", Set.of());
    trace.messages.add(toSecond);
    trace.step("vote", second);
    trace.servers[0] = new Server(1, "CANDIDATE", "server[0]", Set.of(0, 1));
    trace.step("count vote", toFirst);
    trace.servers[2] = new Server(1, "CANDIDATE", "server[2]", Set.of(1, 2));
    trace.step("count vote", toSecond);
    trace.messages.add(new Message.VoteRequest(1, 0, 2));
    trace.step("request vote", new Value.Text("server[0]"), new Value.Text("server[2]"));
    trace.messages.remove(second);
    trace.step("lose message", second);
    trace.servers[0] = new Server(1, "LEADER", "server[0]", Set.of());
    trace.step("become leader", new Value.Text("server[0]"));
    trace.servers[2] = new Server(1, "LEADER", "server[2]", Set.of());
    trace.step("become leader", new Value.Text("server[2]"));
    return new Trace(trace.steps);
  }

  /// The election as a run that found it.
  static RunReport violated() {
    var claims =
        List.of(
            new ClaimResult("election safety", Claim.Kind.ALWAYS, Status.VIOLATED, 13, election()),
            new ClaimResult("log matching", Claim.Kind.ALWAYS, Status.UNDECIDED, 0, null),
            new ClaimResult("some server leads", Claim.Kind.SOMETIMES, Status.SEEN, 8, null));
    var rules =
        List.of(
            new RuleStatistics("time out", 18_231, 12),
            new RuleStatistics("request vote", 61_702, 48),
            new RuleStatistics("vote", 40_551, 92),
            new RuleStatistics("become leader", 7_310, 22),
            new RuleStatistics("restart", 0, 3));
    return run(
        "bounded-raft",
        parameters("servers", 3, "max-term", 1, "bug", "double-vote"),
        new CheckResult(
            Verdict.VIOLATED,
            48_120,
            127_794,
            13,
            3_115,
            Duration.ofMillis(412),
            2,
            Method.FULL,
            new CheckResult.StateMemory(700_000, 0),
            claims,
            rules,
            List.of(),
            Coverage.NONE,
            Statistics.NONE,
            null,
            "a claim is violated"),
        new LinkedHashMap<>(
            java.util.Map.of(
                "election safety",
                "./plimsoll replay counterexamples/bounded-raft/election-safety.itf.json")));
  }

  /// A run of two-phase commit in which all holds.
  static RunReport holding() {
    return run(
        "two-phase-commit",
        parameters("managers", 7),
        new CheckResult(
            Verdict.HOLDS,
            296_448,
            2_744_706,
            23,
            0,
            Duration.ofMillis(1_320),
            2,
            Method.FULL,
            new CheckResult.StateMemory(700_000, 0),
            List.of(
                new ClaimResult("consistent", Claim.Kind.ALWAYS, Status.HOLDS, 0, null),
                new ClaimResult("all commit", Claim.Kind.SOMETIMES, Status.SEEN, 23, null)),
            List.of(
                new RuleStatistics("prepare", 700_000, 14),
                new RuleStatistics("give up", 700_000, 14),
                new RuleStatistics("decide to commit", 128, 130)),
            List.of(),
            Coverage.NONE,
            Statistics.NONE,
            null,
            null),
        new LinkedHashMap<>());
  }

  /// Two nodes that send each other so many messages, each of which is taken in the step after.
  static Trace pings(int steps) {
    var made = new ArrayList<Trace.Step>();
    var wire = List.<Value>of();
    for (var i = 0; i <= steps; i++) {
      var ping = Values.of(new Message.VoteRequest(i, i % 2, (i + 1) % 2));
      var taken = wire;
      wire = i == 0 ? List.of() : List.of(ping);
      var state = new LinkedHashMap<String, Value>();
      state.put("node", Values.of(List.of(i, i / 2)));
      state.put("wire", new Value.Collected(wire));
      made.add(
          new Trace.Step(i == 0 ? null : new Trace.Action("ping " + i, taken, List.of()), state));
    }
    return new Trace(made);
  }

  /// A run of one violated claim with this trace.
  static RunReport of(String model, String claim, Trace trace) {
    return run(
        model,
        parameters("size", 1),
        new CheckResult(
            Verdict.VIOLATED,
            trace.length(),
            trace.length(),
            trace.length(),
            0,
            Duration.ofMillis(5),
            1,
            Method.FULL,
            new CheckResult.StateMemory(700_000, 0),
            List.of(
                new ClaimResult(claim, Claim.Kind.ALWAYS, Status.VIOLATED, trace.length(), trace)),
            List.of(),
            List.of(),
            Coverage.NONE,
            Statistics.NONE,
            null,
            null),
        new LinkedHashMap<>());
  }

  static RunReport run(
      String model,
      SequencedMap<String, Object> parameters,
      CheckResult result,
      SequencedMap<String, String> replays) {
    return new RunReport(
        "0.1.0",
        "./plimsoll check " + model,
        model,
        "Leader election and log replication, with bounds on everything",
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, §5",
        new Parameters(parameters),
        new RunReport.Bounds(null, null),
        result,
        replays,
        null,
        List.of());
  }

  static SequencedMap<String, Object> parameters(Object... namesAndValues) {
    var parameters = new LinkedHashMap<String, Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return parameters;
  }

  /// A step of one variable.
  static Trace.Step step(String rule, String variable, Object value) {
    var state = new LinkedHashMap<String, Value>();
    state.put(variable, Values.of(value));
    return new Trace.Step(new Trace.Action(rule, List.of(), List.of()), state);
  }

  /// Takes down the states of an election.
  private static final class Recorder {
    final Server[] servers = new Server[3];
    final List<Message> messages = new ArrayList<>();
    final List<Trace.Step> steps = new ArrayList<>();

    Recorder() {
      Arrays.fill(servers, new Server(0, "FOLLOWER", "nobody", Set.of()));
    }

    void step(String rule, Object... arguments) {
      var state = new LinkedHashMap<String, Value>();
      state.put(
          "server",
          Values.of(
              Arrays.stream(servers)
                  .map(it -> new Server(it.term, it.role, it.voted, new TreeSet<>(it.votes)))
                  .toList()));
      state.put("messages", new Value.Collected(messages.stream().map(Values::of).toList()));
      var given = Arrays.stream(arguments).map(Values::of).toList();
      steps.add(
          new Trace.Step(rule.isEmpty() ? null : new Trace.Action(rule, given, List.of()), state));
    }
  }

  private Runs() {}
}
