package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who does what in a model of components, by the names of its rules and variables.
///
/// A rule is that of a component if it is called `scheduler: bind a pod`, `scheduler sees pods` or
/// `scheduler is restarted`. A variable belongs to it if it is called `scheduler: queue`, `pods at
/// scheduler`, `pods to scheduler` or `API server of scheduler`, or if no rule of another one
/// writes it. What several write, such as the objects at an API server, is a place of its own.
/// Where no rule is called so, an argument such as `client 0` of the rule `a client watches` says
/// who makes the step.
///
/// @param names of the components; none where rules are not named in this way
/// @param owners by variable: the component, or the place; nothing for budgets of faults
public record Actors(Set<String> names, Map<String, String> owners) {

  /// Who makes the steps that are not made by a component: people, and what breaks.
  static final String OUTSIDE = "outside";

  private static final String COLON = ": ";
  private static final Pattern NUMBERED = Pattern.compile("(\\p{L}[^\\[\\]]*) \\d{1,9}");
  private static final Pattern PLACE = Pattern.compile(".+ (?:at|to|of) (.+)");

  /// The components of a trace.
  ///
  /// @param coverage of the search that found it: the names of rules, and which of them write what
  public static Actors of(Trace trace, Coverage coverage) {
    var variables = trace.steps().getFirst().state().sequencedKeySet();
    var rules = new LinkedHashSet<String>();
    coverage.rules().forEach(rule -> rules.add(rule.name()));
    trace.steps().stream()
        .flatMap(step -> Stream.ofNullable(step.action()))
        .forEach(action -> rules.add(action.rule()));
    var names = new LinkedHashSet<String>();
    for (var rule : rules) {
      if (rule.contains(COLON)) {
        names.add(rule.substring(0, rule.indexOf(COLON)));
      }
    }
    for (var variable : variables) {
      var place = PLACE.matcher(variable);
      if (place.matches()
          && rules.stream()
              .anyMatch(it -> !it.contains(COLON) && it.startsWith(place.group(1) + " "))) {
        names.add(place.group(1));
      }
    }
    if (names.isEmpty()) {
      trace.steps().stream()
          .flatMap(step -> Stream.ofNullable(step.action()))
          .flatMap(action -> Stream.ofNullable(ofArguments(action)))
          .forEach(names::add);
    }
    var known = new Actors(names, Map.of());
    var owners = new HashMap<String, String>();
    for (var variable : variables) {
      if (!names.isEmpty() && !isBudget(variable, trace, coverage)) {
        owners.put(variable, known.owner(variable, List.copyOf(variables), coverage));
      }
    }
    return new Actors(names, owners);
  }

  /// Components, and what belongs to them.
  public Actors {
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    owners = Map.copyOf(owners);
  }

  /// Whether the model is one of components.
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /// Who makes a step: the component of its rule, one of its arguments, or those outside.
  public String of(Trace.Action action) {
    var actor = ofRule(action.rule());
    if (actor != null) {
      return actor;
    }
    var argument = ofArguments(action);
    return argument != null && names.contains(argument) ? argument : OUTSIDE;
  }

  /// The argument whose kind is named in the rule, such as `client 0` in `a client watches`.
  private static @Nullable String ofArguments(Trace.Action action) {
    for (var argument : action.arguments()) {
      var numbered = NUMBERED.matcher(argument.toString());
      if ((argument instanceof Value.Text || argument instanceof Value.Opaque)
          && numbered.matches()
          && action.rule().contains(numbered.group(1))) {
        return argument.toString();
      }
    }
    return null;
  }

  /// The component that a rule is of; null where it is of none.
  public @Nullable String ofRule(String rule) {
    var colon = rule.indexOf(COLON);
    if (colon > 0 && names.contains(rule.substring(0, colon))) {
      return rule.substring(0, colon);
    }
    return longest(names.stream().filter(name -> rule.startsWith(name + " ")));
  }

  /// What a rule does, without the component that does it.
  public String deed(String rule) {
    var actor = ofRule(rule);
    return actor == null ? rule : rule.substring(actor.length()).replaceFirst("^: ", "").strip();
  }

  private String owner(String variable, List<String> variables, Coverage coverage) {
    var named = names.contains(variable) ? variable : named(variable);
    if (named != null) {
      return named;
    }
    var writers = new HashSet<String>();
    for (var rule : coverage.rules()) {
      if (rule.writes().contains(variable)) {
        var actor = ofRule(rule.name());
        writers.add(actor == null ? OUTSIDE : actor);
      }
    }
    return writers.size() == 1 && !writers.contains(OUTSIDE)
        ? writers.iterator().next()
        : place(variable, variables);
  }

  private @Nullable String named(String variable) {
    var colon = variable.indexOf(COLON);
    if (colon > 0 && names.contains(variable.substring(0, colon))) {
      return variable.substring(0, colon);
    }
    return longest(
        names.stream()
            .filter(
                name ->
                    variable.endsWith(" at " + name)
                        || variable.endsWith(" to " + name)
                        || variable.endsWith(" of " + name)));
  }

  /// Whether it says how often one rule may still fire, as `left of: a pod fails` does: a number
  /// that only gets smaller, and that nothing but this rule reads.
  private static boolean isBudget(String variable, Trace trace, Coverage coverage) {
    var numbers = new ArrayList<Long>();
    for (var step : trace.steps()) {
      if (!(step.state().get(variable) instanceof Value.Int(var number))) {
        return false;
      }
      numbers.add(number);
    }
    return numbers.getLast() < numbers.getFirst()
        && numbers.equals(numbers.stream().sorted(Comparator.reverseOrder()).toList())
        && coverage.rules().stream().filter(rule -> rule.reads().contains(variable)).count() == 1
        && coverage.claims().stream().noneMatch(claim -> claim.reads().contains(variable));
  }

  /// What says something of another variable is shown with it: `last uid of pods` with `pods`.
  private static String place(String variable, List<String> variables) {
    return variables.stream()
        .filter(other -> variable.endsWith(" of " + other))
        .findFirst()
        .orElse(variable);
  }

  private static @Nullable String longest(Stream<String> names) {
    return names.max((a, b) -> Integer.compare(a.length(), b.length())).orElse(null);
  }
}
