package dev.plimsoll.reports.html;

import dev.plimsoll.reports.html.chart.Chart;
import dev.plimsoll.reports.html.packet.PacketPath;
import dev.plimsoll.reports.html.text.Phrase;
import dev.plimsoll.reports.html.walk.Surroundings;
import dev.plimsoll.reports.html.walk.TimeLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A trace, laid out for the page: {@link TraceLayout} makes it.
///
/// @param prefix what the anchors of its steps begin with: empty for the first trace of a page, so
///     that its steps are `#step-0`, `#step-1`, ...
/// @param heading what the trace shows
/// @param violates whether what it shows should not be
/// @param ending what is the case in its last state, in a few words
/// @param length the number of its states, the initial one among them
/// @param loop the state that comes after the last one, again and again; null where the trace ends
/// @param steps those that are shown
/// @param evidence what the claim reads, as it is in the last state; none where that is not known
/// @param chart null where no chart would help
/// @param surroundings null where the model was not asked what else could have happened
/// @param replay the command that replays it; null where it is not recorded
public record TraceView(
    String prefix,
    String heading,
    boolean violates,
    String ending,
    int length,
    @Nullable Integer loop,
    List<Step> steps,
    List<Difference> evidence,
    @Nullable Chart chart,
    TimeLine timeLine,
    @Nullable Surroundings surroundings,
    @Nullable String replay) {

  private static final int LONGEST_STORY = 48;

  /// What a component has heard of objects, such as `pods at scheduler`.
  private static final Pattern HEARD = Pattern.compile("([^.\\[\\]]+) at ([^.\\[\\]]+)");

  /// What happens, without the steps in which components only hear of it; none where that is hardly
  /// shorter than the trace.
  public List<Step> story() {
    var story = steps.stream().filter(Step::inShort).toList();
    return story.size() <= LONGEST_STORY ? story : List.of();
  }

  /// How to read the names of what changes.
  public String names() {
    var heard =
        steps.stream()
            .flatMap(step -> step.changes().stream())
            .map(change -> HEARD.matcher(change.path()))
            .filter(Matcher::lookingAt)
            .findFirst()
            .map(
                name ->
                    " “%s” means %s as the component “%s” has heard of them so far."
                        .formatted(name.group(), name.group(1), name.group(2)));
    return "Things are numbered from 0, as in [0]." + heard.orElse("");
  }

  /// How many steps are left out there.
  public int hearing() {
    return (int) steps.stream().filter(step -> step.number() > 0 && !step.inShort()).count();
  }

  /// The first step that is made again and again; 0 where none is.
  public int firstRepeated() {
    return steps.stream().filter(Step::repeats).mapToInt(Step::number).findFirst().orElse(0);
  }

  /// A step.
  ///
  /// @param number 0 for the initial state
  /// @param actor who makes it; empty where that goes without saying
  /// @param action what is done; for the initial state, words that say so
  /// @param arguments what the rule was applied to and what it chose
  /// @param moreChanges how many changes are left out
  /// @param omittedBefore how many steps are left out between the one before and this
  /// @param inShort whether it is more than a component's hearing of what another has done
  /// @param repeats whether it is made again and again, in the end
  /// @param packets that it sent through the rules of nodes
  /// @param nextPackets what packets would do after it; of the last step only
  /// @param state null where the page has no room for it
  public record Step(
      int number,
      String anchor,
      String actor,
      String action,
      String arguments,
      List<Difference> changes,
      int moreChanges,
      List<Sent> sent,
      List<Taken> taken,
      List<OldView> oldViews,
      List<Tick> ticks,
      int omittedBefore,
      boolean last,
      boolean inShort,
      boolean repeats,
      List<PacketPath> packets,
      List<PacketPath> nextPackets,
      @Nullable StateTable state) {}

  /// What a step changed.
  ///
  /// @param before null where something was added
  /// @param after null where something was removed
  public record Difference(
      String path, @Nullable List<Phrase> before, @Nullable List<Phrase> after) {}

  /// What a step sent.
  ///
  /// @param to all that it was sent to
  /// @param payload null where it tells what the step changed, which is shown anyway
  public record Sent(String to, @Nullable List<Phrase> payload) {}

  /// What a step took.
  ///
  /// @param change whether it tells of a change at a place
  /// @param sent the step that sent it
  /// @param lost whether it is taken away before it arrives
  /// @param note whether it was late, or came before; empty if neither
  public record Taken(String from, boolean change, int sent, boolean lost, String note) {}

  /// A claim that is so from this state on, or no longer.
  ///
  /// @param tone as in {@link Verdict}
  public record Tick(String tone, String sign, String words, String claim) {}
}
