package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.kernel.Node.Question;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out whether identities that are declared interchangeable are so: whether rules and claims
/// do the same when identities are renamed, in every state, not only in those that were visited.
///
/// All that was ever learned of a rule is a set of paths: some answers, and what then happens. A
/// path holds in every state that gives these answers. Each path is renamed, and the renamed
/// instance of the rule is executed on nothing but the renamed answers: it must come to the renamed
/// end. What is learned by that is checked in turn, until nothing is new. Then the paths are closed
/// under the renamings that were tried, and so under all that these generate, that is, under all
/// renamings.
///
/// Where the renamed instance asks more, such as one that looks through the members of a family
/// until it finds what it wants, the end must be the same for every value that may be there: for
/// those seen so far, and again when there are more.
public final class SymmetryCheck {

  private static final int MOST_CASES = 1 << 20;

  private final Program program;
  private final Set<Memo> claims;
  private final Set<Memo> alone;
  private final List<Renaming> generators = new ArrayList<>();
  private final Set<Leaf> checked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Instance, Memo> fixed = new HashMap<>();

  /// By renaming: what becomes of each instance.
  private final Map<Renaming, Map<Memo, Memo>> images = new HashMap<>();

  private final List<Split> splits = new ArrayList<>();
  private int cases;

  private record Instance(boolean isClaim, int index, List<?> arguments) {}

  /// A way through a trie.
  ///
  /// @param nodes the questions, choices among them
  private record Path(Memo memo, List<Node> nodes, List<Integer> answers, Leaf leaf) {}

  /// A path whose image asked for what a cell holds, when that was one of so many values.
  private record Split(Path path, Renaming renaming, int slot, int values) {}

  /// What a path comes to.
  private record Effect(
      boolean enabled, boolean failed, Map<Integer, Integer> writes, List<Integer> messages) {
    boolean isLike(Effect other) {
      return enabled == other.enabled
          && failed == other.failed
          && writes.equals(other.writes)
          && messages.equals(other.messages);
    }
  }

  /// @param claims predicates that may be asked about, of claims that have one for each argument
  /// @param alone predicates that may be asked about, each of which is to say the same whatever the
  ///     names of identities
  /// @throws AsymmetryException if it is not so of the initial states
  public SymmetryCheck(Program program, List<Memo> claims, List<Memo> alone) {
    this.program = program;
    this.claims = Set.copyOf(claims);
    this.alone = Set.copyOf(alone);
    for (var number = 0; number < program.model().symmetries().size(); number++) {
      generators.addAll(Renaming.generators(program, number));
    }
    program.fixed().forEach(memo -> fixed.put(instance(memo, memo.arguments), memo));
    claims.forEach(memo -> fixed.put(instance(memo, memo.arguments), memo));
    checkInitialStates();
  }

  private Instance instance(Memo memo, List<?> arguments) {
    return new Instance(claims.contains(memo), memo.index, arguments);
  }

  private void checkInitialStates() {
    var initial = new HashSet<IntBuffer>();
    program.initial().forEach(state -> initial.add(IntBuffer.wrap(state)));
    for (var generator : generators) {
      for (var state : initial) {
        var renamed = new int[program.width()];
        generator.apply(state.array(), renamed);
        if (!initial.contains(IntBuffer.wrap(renamed))) {
          throw new AsymmetryException(
              "the model starts in a state, but not in the one with identities exchanged");
        }
      }
    }
  }

  /// Checks what was learned of rules since it was last asked. No other thread may be learning.
  ///
  /// @throws AsymmetryException if identities are told apart
  public void checkRules() {
    check(program::known);
  }

  /// Checks what was learned of some predicates of claims: those of claims that are said to be so,
  /// or not to be so, of all states. One that was seen to be otherwise needs no proof.
  ///
  /// @param claims all predicates of each claim
  /// @throws AsymmetryException if identities are told apart
  public void checkClaims(List<Memo> claims) {
    check(() -> claims);
  }

  private void check(Supplier<List<Memo>> memos) {
    for (var split : List.copyOf(splits)) {
      if (values(split.slot) > split.values) {
        splits.remove(split);
        check(split.path, split.renaming);
      }
    }
    for (var paths = news(memos.get()); !paths.isEmpty(); paths = news(memos.get())) {
      for (var path : paths) {
        generators.forEach(generator -> check(path, generator));
      }
    }
  }

  private int values(int slot) {
    return program.values(program.model().variables().get(slot));
  }

  private List<Path> news(List<Memo> memos) {
    var paths = new ArrayList<Path>();
    memos.forEach(memo -> collect(memo, paths));
    return paths;
  }

  private void collect(Memo memo, List<Path> into) {
    var root = memo.known();
    if (root != null) {
      collect(memo, root, new ArrayList<>(), new ArrayList<>(), into);
    }
  }

  private void collect(
      Memo memo, Node node, List<Node> nodes, List<Integer> answers, List<Path> into) {
    if (node instanceof Leaf leaf) {
      if (checked.add(leaf)) {
        into.add(new Path(memo, List.copyOf(nodes), List.copyOf(answers), leaf));
      }
      return;
    }
    nodes.add(node);
    for (var child : node.children()) {
      answers.add(child.key);
      collect(memo, child, nodes, answers, into);
      answers.removeLast();
    }
    nodes.removeLast();
  }

  // ---- one path

  private void check(Path path, Renaming renaming) {
    var image = image(path.memo, renaming);
    var answers = new LinkedHashMap<Answers.Key, Integer>();
    var alternatives = new ArrayList<Integer>();
    for (var i = 0; i < path.nodes.size(); i++) {
      var node = path.nodes.get(i);
      var answer = path.answers.get(i);
      if (node.question == Question.CHOICE) {
        alternatives.add(node.detail);
      } else {
        answers.put(renamed(node, renaming), renamed(node, answer, renaming));
      }
    }
    var expected = effect(path.leaf.outcome, renaming);
    var known = known(image, answers);
    if (known == null || !alternatives.isEmpty()) {
      var chosen = alternatives.isEmpty() ? List.of() : renamed(chosen(path), renaming);
      compare(path, renaming, image, new Answers(answers, chosen), alternatives, expected);
    } else {
      compareEnds(path, image, known.outcome, expected);
    }
  }

  /// The end that some answers are known to lead to; null where it is not known, and where there is
  /// something to choose.
  private static @Nullable Leaf known(Memo memo, Map<Answers.Key, Integer> answers) {
    var node = memo.known();
    while (node != null && !(node instanceof Leaf)) {
      var answer = answers.get(Answers.Key.of(node));
      node = answer == null ? null : node.child(answer);
    }
    return (Leaf) node;
  }

  private Memo image(Memo memo, Renaming renaming) {
    return images
        .computeIfAbsent(renaming, key -> new HashMap<>())
        .computeIfAbsent(memo, key -> findImage(memo, renaming));
  }

  private Memo findImage(Memo memo, Renaming renaming) {
    if (alone.contains(memo)) {
      return memo;
    }
    var delivery = memo.delivery();
    if (delivery != null) {
      if (renaming.slot(delivery.slot()) != delivery.slot()) {
        throw new AsymmetryException(
            "\"%s\" takes messages of one identity only".formatted(memo.name));
      }
      return program
          .onMessage(memo.index)
          .memo(renaming.value(delivery.slot(), delivery.message()));
    }
    var arguments = renamed(memo.arguments, renaming);
    var image = fixed.get(instance(memo, arguments));
    if (image == null) {
      throw new AsymmetryException(
          "\"%s\" is there for %s, but not for %s".formatted(memo.name, memo.arguments, arguments));
    }
    return image;
  }

  private static List<?> renamed(List<?> objects, Renaming renaming) {
    return objects.stream().map(renaming::renamed).toList();
  }

  private static Answers.Key renamed(Node node, Renaming renaming) {
    var detail =
        node.question == Question.CONTAINS ? renaming.value(node.slot, node.detail) : node.detail;
    return new Answers.Key(node.question, renaming.slot(node.slot), detail);
  }

  private static int renamed(Node node, int answer, Renaming renaming) {
    return switch (node.question) {
      case VALUE -> renaming.held(node.slot, answer);
      case HEAD -> answer == 0 ? 0 : renaming.value(node.slot, answer - 1) + 1;
      case CONTAINS, SIZE, CHOICE, NOTHING -> answer;
    };
  }

  /// What was chosen on the path: known once it is gone again.
  private static List<Object> chosen(Path path) {
    var script = new ArrayList<Integer>();
    var answers = new LinkedHashMap<Answers.Key, Integer>();
    for (var i = 0; i < path.nodes.size(); i++) {
      var node = path.nodes.get(i);
      if (node.question == Question.CHOICE) {
        script.add(path.answers.get(i));
      } else {
        answers.put(Answers.Key.of(node), path.answers.get(i));
      }
    }
    var known = new Answers(answers, List.of());
    return path.memo
        .follow(
            new Guide() {
              @Override
              public int answer(Node question) {
                return known.answer(question);
              }

              @Override
              public int choose(int number, List<?> alternatives) {
                return script.get(number);
              }
            })
        .chosen();
  }

  private void compare(
      Path path,
      Renaming renaming,
      Memo image,
      Answers answers,
      List<Integer> alternatives,
      Effect expected) {
    Memo.Run run;
    try {
      run = image.follow(answers);
    } catch (Unanswered e) {
      if (e.question == null) {
        throw apart(path, image, "they choose among different things");
      }
      for (var answer = 0; answer < cases(path, renaming, image, e.question); answer++) {
        compare(path, renaming, image, answers.with(e.question, answer), alternatives, expected);
      }
      return;
    }
    if (!run.alternatives().equals(alternatives)) {
      throw apart(path, image, "they choose among different things");
    }
    compareEnds(path, image, run.outcome(), expected);
  }

  private void compareEnds(Path path, Memo image, Leaf.Outcome outcome, Effect expected) {
    if (!effect(outcome, null).isLike(expected)) {
      throw apart(path, image, "they come to different ends");
    }
  }

  /// How many answers there may be to a question that was not asked before.
  private int cases(Path path, Renaming renaming, Memo image, Node question) {
    var variable = program.model().variables().get(question.slot);
    var isCell = program.channel(question.slot) == null;
    if (question.question != Question.CONTAINS
        && !(question.question == Question.VALUE && isCell)) {
      throw apart(path, image, "one reads " + variable.name() + ", the other does not");
    }
    var count = isCell ? values(question.slot) : 2;
    cases += count;
    if (cases > MOST_CASES) {
      throw apart(
          path,
          image,
          "one reads %s, the other does not, and it holds too many values to try them all"
              .formatted(variable.name()));
    }
    if (isCell) {
      splits.add(new Split(path, renaming, question.slot, count));
    }
    return count;
  }

  private static AsymmetryException apart(Path path, Memo image, String how) {
    var one = path.memo.arguments;
    var other = image.arguments;
    return new AsymmetryException(
        one.equals(other)
            ? "\"%s\" tells them apart: before and after two are exchanged, %s"
                .formatted(path.memo.name, how.replace("one reads", "it reads"))
            : "\"%s\" tells them apart, %s from %s: %s".formatted(path.memo.name, one, other, how));
  }

  // ---- effects

  private Effect effect(Leaf.Outcome outcome, @Nullable Renaming renaming) {
    if (outcome.writes.length == 0 && outcome.messages.length == 0) {
      return new Effect(outcome.enabled, outcome.failure != null, Map.of(), List.of());
    }
    var writes = new TreeMap<Integer, Integer>();
    for (var i = 0; i < outcome.writes.length; i += 2) {
      var slot = outcome.writes[i];
      var value = outcome.writes[i + 1];
      if (renaming == null) {
        writes.put(slot, value);
      } else {
        writes.put(renaming.slot(slot), renaming.value(slot, value));
      }
    }
    var bySlot = new TreeMap<Integer, List<Integer>>();
    for (var i = 0; i < outcome.messages.length; i += 2) {
      var slot = outcome.messages[i];
      var message = outcome.messages[i + 1];
      bySlot
          .computeIfAbsent(
              renaming == null ? slot : renaming.slot(slot), first -> new ArrayList<>())
          .add(renaming == null ? message : renamed(slot, message, renaming));
    }
    var messages = new ArrayList<Integer>();
    bySlot.forEach(
        (slot, changes) -> {
          messages.add(slot);
          if (!program.channel(slot).isOrdered() && changes.stream().allMatch(each -> each >= 0)) {
            Collections.sort(changes);
          }
          messages.addAll(changes);
        });
    return new Effect(outcome.enabled, outcome.failure != null, writes, messages);
  }

  private static int renamed(int slot, int message, Renaming renaming) {
    return message >= 0 ? renaming.value(slot, message) : ~renaming.value(slot, ~message);
  }
}
