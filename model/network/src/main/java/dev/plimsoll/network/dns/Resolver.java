package dev.plimsoll.network.dns;

import dev.plimsoll.network.dns.Lookup.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Looks names up, as the C libraries of containers do.
public enum Resolver {
  /// glibc 2.36, `resolv/res_query.c`, `__res_context_search`: a name with enough dots is tried as
  /// it is first, and then with the domains of the search list; one that has no records of the type
  /// is looked for on.
  GLIBC("glibc"),
  /// musl 1.2.4, `src/network/lookup_name.c`, `name_from_dns_search`: a name with enough dots is
  /// tried as it is only, and one that has no records of the type is not looked for on.
  MUSL("musl");

  private static final String ROOT = ".";

  private final String text;

  Resolver(String text) {
    this.text = text;
  }

  /// Its name.
  @Override
  public String toString() {
    return text;
  }

  /// A name to ask for.
  private record Candidate(DomainName name, Optional<String> search) {}

  /// Looks a name up.
  ///
  /// @param name as a program has it; with a dot at its end it is not searched for
  /// @param types that are asked for at once
  /// @param server what the first name server answers
  /// @throws IllegalArgumentException where it is no name
  public Lookup lookUp(
      ResolvConf conf, String name, List<RecordType> types, Function<Question, Answer> server) {
    var steps = new ArrayList<Step>();
    for (var candidate : candidates(conf, name)) {
      var answers =
          types.stream().map(type -> server.apply(new Question(candidate.name(), type))).toList();
      var step = new Step(candidate.name(), candidate.search(), answers);
      steps.add(step);
      if (isLast(step)) {
        break;
      }
    }
    return new Lookup(name, steps, outcome(steps, isAbsoluteFirst(conf, name)));
  }

  /// The names in the order in which they are tried. A search that makes a name too long is left
  /// out.
  private List<Candidate> candidates(ResolvConf conf, String name) {
    var asItIs = new Candidate(DomainName.parse(name), Optional.empty());
    var candidates = new ArrayList<Candidate>();
    var isFirst = isAbsoluteFirst(conf, name);
    if (isFirst) {
      candidates.add(asItIs);
    }
    var isSearched = !(name.endsWith(".") || (this == MUSL && isFirst));
    if (isSearched) {
      for (var search : conf.searches()) {
        searched(asItIs.name(), search).ifPresent(candidates::add);
      }
    }
    var hasRoot = this == GLIBC && isSearched && conf.searches().contains(ROOT);
    if (!isFirst && !hasRoot) {
      candidates.add(asItIs);
    }
    return candidates;
  }

  private static boolean isAbsoluteFirst(ResolvConf conf, String name) {
    return name.endsWith(".") || name.chars().filter(it -> it == '.').count() >= conf.ndots();
  }

  private static Optional<Candidate> searched(DomainName name, String search) {
    try {
      var below = name.below(DomainName.parse(search));
      return Optional.of(new Candidate(below, Optional.of(search)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether nothing is asked for after that.
  private boolean isLast(Step step) {
    return switch (this) {
      case GLIBC -> step.any(Outcome.ANSWERED);
      case MUSL -> !step.any(Outcome.NAME_ERROR) && !step.any(Outcome.UNKNOWN);
    };
  }

  /// What counts is what was answered, then what is unknown; of names without records the one that
  /// was tried first as it is, else whether one is there.
  private static Outcome outcome(List<Step> steps, boolean isAbsoluteFirst) {
    for (var step : steps) {
      if (step.any(Outcome.UNKNOWN) || step.any(Outcome.ANSWERED)) {
        return step.outcome() == Outcome.ANSWERED ? Outcome.ANSWERED : Outcome.UNKNOWN;
      }
    }
    if (isAbsoluteFirst) {
      return steps.getFirst().outcome();
    }
    return steps.stream().anyMatch(step -> step.any(Outcome.NO_DATA))
        ? Outcome.NO_DATA
        : Outcome.NAME_ERROR;
  }
}
