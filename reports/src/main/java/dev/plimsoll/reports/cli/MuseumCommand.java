package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.counterexamples.museum.Exhibit;
import dev.plimsoll.counterexamples.museum.Museum;
import dev.plimsoll.counterexamples.museum.Pair;
import dev.plimsoll.reports.ci.Suites;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll museum [ID]`: incidents of real clusters, searched anew.
@Command(
    name = "museum",
    description = {
      "Find incidents of real clusters again.",
      "Without ID: all of them, with the length of the counterexample and the time to find it.",
      "With ID: its story, what repairs it, and the commands to run it oneself.",
      "Exit status: 0 if each is found while it is broken, and with --check or ID also gone when it"
          + " is fixed; 20 if one is not found, else that of the fixed model."
    })
final class MuseumCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Such as M17.")
  private @Nullable String id;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Those of this group only, such as stale or crash; the list shows the groups.")
  private @Nullable String group;

  @Option(
      names = "--about",
      paramLabel = "WORD",
      description = "Those only of which this is said; may be given again.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--check",
      description = "Search them fixed as well, and say of each whether it is as it should be.")
  private boolean check;

  @Mixin ResultOutput output;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var museum = chosen(Museum.open());
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      var options = SearchOptions.defaults().withInterruption(interruption);
      if (check) {
        return checkAll(museum, options, interruption);
      }
      return id == null
          ? list(museum, options, interruption)
          : tell(museum.exhibits().getFirst().searchBoth(options));
    }
  }

  private Museum chosen(Museum museum) {
    if (id != null) {
      if (group != null || !words.isEmpty()) {
        throw new UsageException("--group and --about choose incidents where no ID does");
      }
      return new Museum(List.of(museum.find(id)));
    }
    var selected = museum.select(group, words);
    if (selected.exhibits().isEmpty()) {
      throw new UsageException(
          "no incident%s is about \"%s\""
              .formatted(group == null ? "" : " of " + group, String.join("\" and \"", words)));
    }
    return selected;
  }

  private int list(Museum museum, SearchOptions options, Interruption interruption) {
    var found = searched(museum, interruption, each -> Found.of(each, each.search(false, options)));
    if (output.isText()) {
      found.forEach(each -> output.print(MuseumText.entry(each)));
    }
    output.finish(
        Suites.broken(
            found.stream().map(Found::exhibit).toList(),
            found.stream().map(Found::result).toList()),
        () -> MuseumJson.list(found));
    return worst(found.stream().map(Found::status).toList(), museum);
  }

  private int checkAll(Museum museum, SearchOptions options, Interruption interruption) {
    var pairs =
        searched(
            museum,
            interruption,
            each -> {
              var pair = each.searchBoth(options);
              if (output.isText()) {
                output.print(MuseumText.checked(pair));
              }
              return pair;
            });
    output.finish(Suites.of(pairs), () -> MuseumJson.checks(pairs));
    return worst(pairs.stream().map(MuseumCommand::status).toList(), museum);
  }

  private int tell(Pair pair) {
    if (output.isText()) {
      output.print(MuseumText.story(pair));
    }
    output.finish(Suites.of(List.of(pair)), () -> MuseumJson.story(pair));
    return status(pair);
  }

  /// One after the other, until there is none left or an early end is asked for; how far it has
  /// come is told on standard error.
  private <T> List<T> searched(
      Museum museum, Interruption interruption, Function<Exhibit, T> search) {
    var all = museum.exhibits();
    var done = new ArrayList<T>();
    for (var each : all) {
      if (interruption.isRequested()) {
        break;
      }
      output.err().println("%d of %d  %s".formatted(done.size() + 1, all.size(), each.id()));
      done.add(search.apply(each));
    }
    return done;
  }

  private static int worst(List<Integer> statuses, Museum museum) {
    var worst = statuses.stream().min(ExitStatus.worstFirst()).orElse(ExitStatus.INCOMPLETE);
    return worst == ExitStatus.HOLDS && statuses.size() < museum.exhibits().size()
        ? ExitStatus.INCOMPLETE
        : worst;
  }

  private static int status(Pair pair) {
    var found = Found.of(pair.exhibit(), pair.broken()).status();
    if (found != ExitStatus.HOLDS) {
      return found;
    }
    if (!pair.isFound()) {
      return ExitStatus.NEVER_SEEN;
    }
    var fixed = ExitStatus.of(pair.fixed());
    return fixed == ExitStatus.HOLDS && !pair.isGone() ? ExitStatus.NEVER_SEEN : fixed;
  }
}
