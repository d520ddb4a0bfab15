package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An instance of a rule, or a predicate of a claim, and all that is known of what it does.
///
/// What is known is a decision trie ({@link Node}): to know what the rule does in a state, walk
/// from {@link #root} by the answers that the state gives, and only where a child is missing
/// execute the code ({@link #learn}).
public final class Memo {

  /// The rule or claim, by name.
  public final String name;

  /// The rule's or claim's place in the order of declaration.
  public final int index;

  /// What an instance of a rule is for.
  public final List<?> arguments;

  private final Program program;
  private final Consumer<Transaction> body;
  private final boolean isClaim;
  private volatile @Nullable Node root;
  private long learned;

  private Memo(
      Program program,
      String name,
      int index,
      List<?> arguments,
      boolean isClaim,
      Consumer<Transaction> body) {
    this.program = program;
    this.name = name;
    this.index = index;
    this.arguments = arguments;
    this.isClaim = isClaim;
    this.body = body;
  }

  static Memo ofRule(
      Program program, String name, int index, List<?> arguments, Consumer<Transaction> body) {
    return new Memo(program, name, index, arguments, false, body);
  }

  static Memo ofClaim(Program program, String name, int index, Predicate<State> predicate) {
    return new Memo(
        program,
        name,
        index,
        List.of(),
        true,
        tx -> {
          if (!predicate.test(tx)) {
            throw Disabled.INSTANCE;
          }
        });
  }

  /// The first question; the state is where to learn it from if nothing is known yet.
  public Node root(int[] state) {
    var known = root;
    if (known == null) {
      learn(state, new int[0], 0);
      known = root;
    }
    return Objects.requireNonNull(known);
  }

  /// How often the code was executed.
  public synchronized long learned() {
    return learned;
  }

  /// Executes the code on a state, making the scripted choices first, and adds what it does to what
  /// is known.
  ///
  /// @throws ImpureRuleException if it contradicts what is known
  public synchronized void learn(int[] state, int[] script, int scripted) {
    var recorder = new Recorder(program, state, script, scripted);
    var outcome = run(recorder);
    learned++;
    insert(recorder, outcome);
  }

  /// Executes the code on a state once for each path of choices, and compares with what is known.
  ///
  /// @throws ImpureRuleException if it contradicts it, or has changed a value it was given
  public synchronized void verify(int[] state) {
    var script = new Ints();
    do {
      var path = script.toArray();
      var recorder = new Recorder(program, state, path, path.length);
      var outcome = run(recorder);
      learned++;
      insert(recorder, outcome);
      for (var i = 0; i < recorder.questions(); i++) {
        if (recorder.question(i) == Node.Question.VALUE
            && !program.isIntact(recorder.slot(i), recorder.answer(i))) {
          throw new ImpureRuleException(name, "it changed a value that it read");
        }
      }
      advance(script, recorder);
    } while (script.size() > 0);
  }

  /// Makes the script the next path of choices; empty after the last.
  static void advance(Ints script, Recorder recorder) {
    script.truncate(0);
    var more = 0;
    for (var i = 0; i < recorder.questions(); i++) {
      if (recorder.question(i) == Node.Question.CHOICE) {
        script.add(recorder.answer(i));
        if (recorder.answer(i) + 1 < recorder.detail(i)) {
          more = script.size();
        }
      }
    }
    script.truncate(more);
    if (more > 0) {
      script.set(more - 1, script.get(more - 1) + 1);
    }
  }

  /// What the code does on a state, written down by the recorder.
  Leaf.Outcome run(Recorder recorder) {
    try {
      body.accept(recorder);
      return isClaim ? Leaf.Outcome.PASSED : recorder.fired();
    } catch (Disabled e) {
      return Leaf.Outcome.DISABLED;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return Leaf.Outcome.failed(e);
    }
  }

  private void insert(Recorder run, Leaf.Outcome outcome) {
    var depth = 0;
    Node parent = null;
    var node = root;
    while (node != null) {
      check(node, run, depth, outcome);
      if (depth == run.questions()) {
        return;
      }
      parent = node;
      node = node.child(run.answer(depth));
      depth++;
    }
    var built = build(run, depth, outcome);
    if (parent == null) {
      root = built;
    } else {
      parent.add(built);
    }
  }

  /// The nodes from `depth` on.
  private static Node build(Recorder run, int depth, Leaf.Outcome outcome) {
    var last = run.questions();
    Node built = new Leaf(last == 0 ? 0 : run.answer(last - 1), outcome);
    for (var i = last - 1; i >= depth; i--) {
      var node =
          new Node(run.question(i), run.slot(i), run.detail(i), i == 0 ? 0 : run.answer(i - 1));
      node.add(built);
      built = node;
    }
    return built;
  }

  private void check(Node node, Recorder run, int depth, Leaf.Outcome outcome) {
    var ended = depth == run.questions();
    if (node instanceof Leaf leaf) {
      if (!ended) {
        throw new ImpureRuleException(name, "it read more than it did before");
      }
      if (!leaf.outcome.sameAs(outcome)) {
        throw new ImpureRuleException(name, "it came to another outcome than before");
      }
    } else if (ended) {
      throw new ImpureRuleException(name, "it read less than it did before");
    } else if (node.question != run.question(depth)
        || node.slot != run.slot(depth)
        || node.detail != run.detail(depth)) {
      throw new ImpureRuleException(name, "it read or chose in another order than before");
    }
  }
}
