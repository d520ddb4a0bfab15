package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.TraceView.Difference;
import dev.plimsoll.reports.html.TraceView.Sent;
import dev.plimsoll.reports.html.TraceView.Step;
import dev.plimsoll.reports.html.TraceView.Taken;
import dev.plimsoll.reports.html.TraceView.Tick;
import dev.plimsoll.reports.html.chart.Chart;
import dev.plimsoll.reports.html.chart.Lanes;
import dev.plimsoll.reports.html.chart.Message;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Phrase;
import dev.plimsoll.reports.html.walk.Surroundings;
import dev.plimsoll.reports.html.walk.TimeLine;
import dev.plimsoll.reports.html.walk.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays a trace out for the page.
final class TraceLayout {

  /// The most states that are shown, those of 1,000 steps: of a longer trace, the first ones and
  /// the last ones.
  static final int MOST_STATES = 1_001;

  private static final int LAST_STATES = 300;
  private static final int MOST_CHANGES = 40;
  private static final int VALUE_LENGTH = 240;
  private static final int MOST_FIRST = 12;
  private static final int MOST_EVIDENCE = 6;
  private static final int EVIDENCE_LENGTH = 900;

  /// Full states are shown until they take this many characters of a page.
  private static final int STATES_LENGTH = 1_500_000;

  /// What is known of a trace beside its states.
  ///
  /// @param prefix see {@link TraceView}
  /// @param claim what it is the trace of; may be a rule, if that failed
  /// @param walk null where the model was not asked
  /// @param packets those of its steps
  record Told(
      String prefix,
      String claim,
      boolean violates,
      String ending,
      Coverage coverage,
      Lanes lanes,
      @Nullable Walk walk,
      StepPackets packets,
      @Nullable String replay) {}

  private final Trace trace;
  private final Told told;
  private final List<Message> messages;
  private final Paths paths;

  private TraceLayout(Trace trace, Told told) {
    this.trace = trace;
    this.told = told;
    messages = trace.length() > MOST_STATES ? List.of() : Message.of(trace, told.lanes());
    paths = Paths.of(trace, told.lanes());
  }

  static TraceView of(Trace trace, Told told) {
    return new TraceLayout(trace, told).view();
  }

  private TraceView view() {
    var steps = new ArrayList<Step>();
    var room = STATES_LENGTH;
    var previous = -1;
    for (var number : shown(trace.length())) {
      var before = number == 0 ? null : trace.steps().get(number - 1).state();
      var state = room > 0 ? StateTable.of(trace.steps().get(number).state(), before) : null;
      room -= state == null ? 0 : state.size();
      steps.add(step(number, number - previous - 1, state));
      previous = number;
    }
    var walk = told.walk();
    var isShort = trace.length() <= MOST_STATES;
    return new TraceView(
        told.prefix(),
        Excerpt.of(told.claim(), VALUE_LENGTH),
        told.violates(),
        told.ending(),
        trace.length(),
        trace.loop(),
        List.copyOf(steps),
        evidence(),
        isShort ? Chart.of(trace, told.lanes(), messages, told.coverage()) : null,
        isShort
            ? TimeLine.of(trace, told.lanes(), walk)
            : new TimeLine(trace.length(), List.of(), List.of(), 0),
        walk == null ? null : Surroundings.of(trace, walk),
        told.replay());
  }

  private Step step(int number, int omittedBefore, @Nullable StateTable state) {
    var action = trace.steps().get(number).action();
    var actors = told.lanes().actors();
    var actor = actors.isEmpty() || action == null ? null : actors.ofRule(action.rule());
    var changes = trace.changes(number).stream().filter(this::isShown).toList();
    var taken = taken(number);
    var loop = trace.loop();
    return new Step(
        number,
        told.prefix() + "step-" + number,
        actor == null ? "" : actor,
        action == null
            ? number == 0 ? "initial state" : "nothing happens"
            : Excerpt.of(actors.isEmpty() ? action.rule() : actors.deed(action.rule()), 240),
        action == null ? "" : arguments(action),
        number == 0 ? first() : changes.stream().limit(MOST_CHANGES).map(this::difference).toList(),
        Math.max(0, changes.size() - MOST_CHANGES),
        sent(number),
        taken,
        number == 0 || action == null || !taken.isEmpty()
            ? List.of()
            : OldView.of(trace, told.lanes(), paths, number, reads(action)),
        ticks(number),
        omittedBefore,
        number == trace.length() - 1,
        action != null && isInShort(action, taken),
        loop != null && loop < trace.length() - 1 && number >= Math.max(1, loop),
        told.packets().of(told.prefix(), number),
        number == trace.length() - 1 ? told.packets().next(told.prefix()) : List.of(),
        state);
  }

  /// Whether a step is more than a component's hearing of something.
  private boolean isInShort(Trace.Action action, List<Taken> taken) {
    var actors = told.lanes().actors();
    return actors.isEmpty()
        || !actors.deed(action.rule()).startsWith("sees ")
        || taken.stream().anyMatch(Taken::lost);
  }

  /// Messages are told of by themselves, and budgets of faults only in full states.
  private boolean isShown(Change change) {
    var lanes = told.lanes();
    var isChannel = lanes.channels().names().contains(Lanes.variable(change.path()));
    return isChannel
        ? messages.isEmpty()
        : lanes.actors().isEmpty() || lanes.ofPath(change.path()) != null;
  }

  private List<String> reads(Trace.Action action) {
    return told.coverage().rules().stream()
        .filter(rule -> rule.name().equals(action.rule()))
        .flatMap(rule -> rule.reads().stream())
        .toList();
  }

  private List<Sent> sent(int number) {
    var receivers = new LinkedHashMap<Value, Set<String>>();
    var changes = new LinkedHashSet<Value>();
    for (var message : messages) {
      if (message.sent() == number) {
        var to = message.to();
        receivers
            .computeIfAbsent(message.payload(), _ -> new LinkedHashSet<>())
            .add(to == null ? message.channel() : to);
        if (told.lanes().isPlace(message.from())) {
          changes.add(message.payload());
        }
      }
    }
    return receivers.entrySet().stream()
        .limit(MOST_CHANGES)
        .map(
            each ->
                new Sent(
                    Excerpt.of(String.join(", ", each.getValue()), VALUE_LENGTH),
                    changes.contains(each.getKey()) ? null : phrases(each.getKey())))
        .toList();
  }

  private List<Taken> taken(int number) {
    return messages.stream()
        .filter(message -> message.takings().stream().anyMatch(it -> it.step() == number))
        .limit(MOST_CHANGES)
        .map(
            message ->
                new Taken(
                    message.from(),
                    told.lanes().isPlace(message.from()),
                    message.sent(),
                    message.fate() == Message.Fate.DROPPED
                        && message.takings().getLast().step() == number,
                    note(message, number)))
        .toList();
  }

  private String note(Message message, int number) {
    if (message.takings().getFirst().step() < number) {
      return "again";
    }
    if (message.newer() == null) {
      return "";
    }
    return "late: %s in step %d"
        .formatted(
            told.lanes().isPlace(message.from()) ? "changed again" : "a newer one was sent",
            message.newer());
  }

  /// The claims that are not as they were in the state before.
  private List<Tick> ticks(int number) {
    var walk = told.walk();
    return walk == null || number == 0
        ? List.of()
        : walk.claims().stream()
            .filter(it -> !it.passes().get(number).equals(it.passes().get(number - 1)))
            .map(it -> tick(it, it.passes().get(number)))
            .toList();
  }

  private static Tick tick(Walk.Judged claim, boolean passes) {
    var name = Excerpt.of(claim.name(), VALUE_LENGTH);
    if (claim.kind() == Claim.Kind.SOMETIMES) {
      return passes
          ? new Tick("good", "✓", "seen from here on", name)
          : new Tick("warn", "○", "no longer so", name);
    }
    return passes
        ? new Tick("good", "✓", "holds again", name)
        : new Tick("bad", "✕", "violated", name);
  }

  /// What the claim reads, as it is in the last state.
  private List<Difference> evidence() {
    var last = trace.steps().getLast().state();
    return told.coverage().claims().stream()
        .filter(claim -> told.violates() && claim.name().equals(told.claim()))
        .flatMap(claim -> claim.reads().stream())
        .filter(last::containsKey)
        .limit(MOST_EVIDENCE)
        .map(
            name ->
                new Difference(
                    Excerpt.of(name, VALUE_LENGTH),
                    null,
                    Excerpt.phrases(Objects.requireNonNull(last.get(name)), EVIDENCE_LENGTH)))
        .toList();
  }

  /// What is there at first, but for what components know of it, and budgets.
  private List<Difference> first() {
    var lanes = told.lanes();
    var state = trace.steps().getFirst().state();
    return state.entrySet().stream()
        .filter(each -> !isBlank(each.getValue()) && !each.getKey().contains(" at "))
        .filter(each -> !each.getKey().startsWith("left of: "))
        .filter(each -> lanes.actors().isEmpty() || lanes.ofPath(each.getKey()) != null)
        .limit(MOST_FIRST)
        .map(
            each ->
                new Difference(
                    Excerpt.of(each.getKey(), VALUE_LENGTH), null, phrases(each.getValue())))
        .toList();
  }

  private static boolean isBlank(Value value) {
    return switch (value) {
      case Value.Bool(var is) -> !is;
      case Value.Int(var number) -> number == 0;
      case Value.Text(var text) -> text.isEmpty();
      case Value.Sequence(var elements) -> elements.stream().allMatch(TraceLayout::isBlank);
      case Value.Collected(var elements) -> elements.isEmpty();
      case Value.Mapping(var entries) -> entries.isEmpty();
      case Value.Fields _, Value.Opaque _ -> false;
    };
  }

  private Difference difference(Change change) {
    return new Difference(
        Excerpt.of(paths.shown(change.path()), VALUE_LENGTH),
        change.before() == null ? null : phrases(change.before()),
        change.after() == null ? null : phrases(change.after()));
  }

  private static List<Phrase> phrases(Value value) {
    return Excerpt.phrases(value, VALUE_LENGTH);
  }

  private static List<Integer> shown(int length) {
    var numbers = new ArrayList<Integer>();
    for (var number = 0; number < length; number++) {
      if (length <= MOST_STATES
          || number < MOST_STATES - LAST_STATES
          || number >= length - LAST_STATES) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static String arguments(Trace.Action action) {
    var given = action.arguments().isEmpty() ? "" : "(" + joined(action.arguments()) + ")";
    return action.choices().isEmpty() ? given : given + " choosing " + joined(action.choices());
  }

  private static String joined(List<Value> values) {
    var text = values.stream().map(TraceLayout::told).collect(Collectors.joining(", "));
    return Excerpt.of(text, VALUE_LENGTH);
  }

  /// A value; one that says which things of which kinds are meant as `node 0, pod 1`.
  private static String told(Value value) {
    return value instanceof Value.Fields(var tag, var fields)
            && tag.isEmpty()
            && fields.values().stream().allMatch(Value.Int.class::isInstance)
        ? fields.entrySet().stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "))
        : Excerpt.of(value, VALUE_LENGTH);
  }
}
