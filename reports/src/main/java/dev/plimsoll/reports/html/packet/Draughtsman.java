package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.traversal.Appearance;
import dev.plimsoll.network.netfilter.traversal.Stage;
import dev.plimsoll.reports.html.packet.Drawing.Box;
import dev.plimsoll.reports.html.packet.Drawing.Cell;
import dev.plimsoll.reports.html.packet.Drawing.Edge;
import dev.plimsoll.reports.html.packet.Drawing.Lane;
import dev.plimsoll.reports.html.packet.Drawing.Look;
import dev.plimsoll.reports.html.packet.Drawing.Note;
import dev.plimsoll.reports.html.packet.Journey.Met;
import dev.plimsoll.reports.html.packet.Journey.Stop;
import dev.plimsoll.reports.html.packet.Journey.Visit;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws one way.
final class Draughtsman {

  private static final int PAD = 10;
  private static final int HEAD = 26;
  private static final int FOLD = 20;
  private static final int TITLE_LENGTH = 600;
  private static final int MOST_LINES = 3;

  private final Subject subject;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private final List<Box> boxes = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  /// How far down each column is taken, by depth of calls.
  private final List<Integer> bottoms = new ArrayList<>();

  private int y = PAD;
  private int deepest;

  private Draughtsman(Subject subject) {
    this.subject = subject;
  }

  /// The picture of a way.
  static Drawing draw(Subject subject) {
    return new Draughtsman(subject).draw();
  }

  private Drawing draw() {
    var stops = subject.journey().stops();
    look("start", subject.start(), subject.packet());
    var passed = new ArrayList<String>();
    for (var stop : stops) {
      if (stop.hasRules() || stop.visit().filter(subject::endsBy).isPresent()) {
        fold(passed);
        lane(stop);
      } else {
        passed(stop, passed);
      }
      change(stop, passed);
    }
    fold(passed);
    look(subject.tone(), subject.end(), subject.sentence());
    spine();
    var width = Drawing.SPINE + (deepest + 1) * (Drawing.BOX + Drawing.GAP);
    return new Drawing(width, y, lanes, notes, looks, boxes, cells, edges);
  }

  /// What the packet looks like after a stage, where it is not as it was.
  private void change(Stop stop, List<String> passed) {
    var words = RuleWords.changes(stop.before(), stop.after());
    if (!words.isEmpty()) {
      fold(passed);
      look("change", lines(stop.after()), String.join("\n", words));
    }
  }

  /// The ends of a packet, and its mark.
  static List<String> lines(Appearance as) {
    var lines = new ArrayList<String>();
    lines.add(RuleWords.source(as.source()));
    lines.add("→ " + as.destination());
    if (as.mark() != 0) {
      lines.add("mark 0x%x".formatted(as.mark()));
    }
    return lines;
  }

  private void look(String kind, List<String> text, String title) {
    var height = text.size() * Drawing.LINE + PAD;
    var lines = text.stream().map(line -> Excerpt.brief(line, Drawing.SPINE_LETTERS - 1)).toList();
    looks.add(new Look(kind, lines, y, height, Excerpt.of(title, TITLE_LENGTH)));
    y += height + PAD;
  }

  /// A stage at which no rule matched, in words; those in a row are told together.
  private void passed(Stop stop, List<String> passed) {
    switch (stop.stage()) {
      case Stage.Table(var hook, var table) -> {
        if (stop.visit().isPresent()) {
          passed.add(table + " " + hook);
        }
      }
      case Stage.Track() -> {
        fold(passed);
        note("conntrack: " + stop.before().state());
      }
      case Stage.Route() -> {
        fold(passed);
        note("routed: " + exit(stop.after(), "to the node itself"));
      }
      case Stage.RouteOut() -> {
        if (!stop.before().out().equals(stop.after().out())) {
          fold(passed);
          note("routed: " + exit(stop.after(), "nowhere"));
        }
      }
      case Stage.Leave() -> {
        if (!stop.before().equals(stop.after())) {
          fold(passed);
          note("comes back by " + stop.after().in().orElse("an interface"));
        }
      }
      case Stage.Deliver() -> {}
    }
  }

  private static String exit(Appearance as, String nowhere) {
    return as.out()
        .map(name -> name.isEmpty() ? nowhere : "leaves by " + name)
        .orElse("leaves by an interface that is not known");
  }

  private void fold(List<String> passed) {
    if (!passed.isEmpty()) {
      note(String.join(", ", passed) + ": no rule matches");
      passed.clear();
    }
  }

  private void note(String text) {
    notes.add(new Note(text, y));
    y += FOLD;
  }

  private void lane(Stop stop) {
    var top = y;
    bottoms.replaceAll(_ -> top);
    visit(stop.visit().orElseThrow(), 0, top + PAD);
    var bottom = bottoms.stream().mapToInt(Integer::intValue).max().orElse(top);
    var stage = (Stage.Table) stop.stage();
    lanes.add(new Lane(stage.hook().name(), stage.name().toString(), top, bottom - top + PAD));
    y = bottom + 2 * PAD;
  }

  /// Draws a chain and those that it calls.
  ///
  /// @param depth how many chains have called
  /// @param wanted the height to begin at, if that is free
  /// @return where the chain begins
  private int visit(Visit chain, int depth, int wanted) {
    deepest = Math.max(deepest, depth);
    while (bottoms.size() <= depth) {
      bottoms.add(0);
    }
    var top = Math.max(wanted, bottoms.get(depth) + PAD);
    var x = x(depth);
    var at = top + HEAD;
    for (var i = 0; i < chain.met().size(); i++) {
      at = fold(x, at, chain.unmet(i), "not met");
      at = rule(chain, chain.met().get(i), depth, at);
    }
    var rest = chain.unmet(chain.met().size());
    at = fold(x, at, rest, chain.isCutShort() ? "not tried" : "not met");
    at = end(chain, depth, at);
    boxes.add(
        new Box(
            Excerpt.brief(chain.chain().name(), Drawing.LETTERS),
            chain.chain().isBuiltIn(),
            x,
            top,
            at - top + 4,
            chain.chain().name()));
    bottoms.set(depth, Math.max(bottoms.get(depth), at + 4));
    return top;
  }

  private int fold(int x, int at, int rules, String what) {
    if (rules == 0) {
      return at;
    }
    cells.add(plain("fold", x, at, "%s %s".formatted(Quantity.of(rules, "rule"), what)));
    return at + FOLD;
  }

  private static Cell plain(String kind, int x, int at, String text) {
    return new Cell(kind, "", text, List.of(), List.of(), x, at, FOLD, text);
  }

  private int rule(Visit chain, Met met, int depth, int at) {
    var words = RuleWords.of(met.rule());
    var target = wrapped(RuleWords.lead(met.rule().target()) + words.target());
    var lines = new ArrayList<>(target.subList(1, target.size()));
    lines.addAll(wrapped(words.conditions()));
    if (!words.comment().isEmpty()) {
      lines.add("“" + words.comment() + "”");
    }
    var effects = RuleWords.results(met.before(), met.after());
    var x = x(depth);
    var height = (1 + lines.size() + effects.size()) * Drawing.LINE + 8;
    cells.add(
        new Cell(
            subject.kind(met),
            Integer.toString(met.step().line()),
            target.getFirst(),
            lines.stream().map(Draughtsman::brief).toList(),
            effects.stream().map(effect -> brief("⇢ " + effect)).toList(),
            x,
            at,
            height,
            Excerpt.of(
                "%s:%d\n-A %s %s"
                    .formatted(
                        subject.file(), met.step().line(), chain.chain().name(), met.rule().text()),
                TITLE_LENGTH)));
    met.called().ifPresent(called -> call(called, met, depth, at, height));
    return at + height;
  }

  private void call(Visit called, Met met, int depth, int at, int height) {
    var top = visit(called, depth + 1, at - 2);
    var from = x(depth) + Drawing.BOX;
    var to = x(depth + 1);
    var isGoto = met.rule().target() instanceof Target.Goto;
    edges.add(new Edge(isGoto ? "goto" : "jump", curve(from, at + 11, to - 1, top + HEAD / 2)));
    if (!isGoto && !called.endsTable()) {
      var bottom = bottoms.get(depth + 1) - 14;
      edges.add(new Edge("return", curve(to, bottom, from + 1, at + height - 6)));
    }
  }

  private static String curve(int fromX, int fromY, int toX, int toY) {
    var middle = (fromX + toX) / 2;
    return "M%d %dC%d %d %d %d %d %d".formatted(fromX, fromY, middle, fromY, middle, toY, toX, toY);
  }

  /// What happens at the end of a chain that the packet came to.
  private int end(Visit chain, int depth, int at) {
    if (chain.endsTable() || chain.isLeftByGoto()) {
      return at;
    }
    var text = depth > 0 ? "↩ back" : "policy " + chain.chain().policy().orElse(Policy.ACCEPT);
    cells.add(plain(subject.endsBy(chain) ? "end decides" : "end", x(depth), at, text));
    return at + FOLD;
  }

  /// The text in lines of whole words, the last one cut where there are more than three.
  static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    for (var word : text.split(" ", -1)) {
      var last = lines.isEmpty() ? "" : lines.getLast();
      if (!lines.isEmpty()
          && (lines.size() == MOST_LINES || last.length() + word.length() < Drawing.LETTERS - 1)) {
        lines.set(lines.size() - 1, last + " " + word);
      } else {
        lines.add(word);
      }
    }
    return lines.stream().map(Draughtsman::brief).toList();
  }

  private static String brief(String text) {
    return Excerpt.brief(text, Drawing.LETTERS - 1);
  }

  private static int x(int depth) {
    return Drawing.SPINE + depth * (Drawing.BOX + Drawing.GAP);
  }

  /// The line that leads from each look of the packet to the next one.
  private void spine() {
    for (var i = 1; i < looks.size(); i++) {
      var above = looks.get(i - 1);
      edges.add(
          new Edge(
              "spine", "M16 %dV%d".formatted(above.y() + above.height(), looks.get(i).y() - 1)));
    }
  }

  /// What is drawn.
  ///
  /// @param file the dump
  /// @param packet in words
  /// @param start what it looked like at first, in lines
  /// @param end what became of it, in lines
  /// @param sentence the same in a sentence
  /// @param fault the rule at fault, if one is known
  record Subject(
      String file,
      Journey journey,
      String packet,
      List<String> start,
      String tone,
      List<String> end,
      String sentence,
      Optional<Integer> fault) {

    /// How a rule is shown.
    String kind(Met met) {
      return fault.filter(line -> line == met.step().line()).isPresent()
          ? "rule fault"
          : decides(met.rule().target()) ? "rule decides" : "rule";
    }

    /// Whether a rule says where the packet goes, or that it goes nowhere.
    private static boolean decides(Target target) {
      return target instanceof Target.Dnat
          || target instanceof Target.Redirect
          || target instanceof Target.Drop
          || target instanceof Target.Reject
          || target instanceof Target.Uninterpreted;
    }

    /// Whether the packet's way ended at the end of a chain.
    boolean endsBy(Visit chain) {
      return tone.equals("bad")
          && !chain.endsTable()
          && chain.chain().policy().filter(policy -> policy == Policy.DROP).isPresent();
    }
  }
}
