package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.memory.Words;
import dev.plimsoll.checker.value.Values;
import java.util.Arrays;
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

  /// What it is known by in a {@link Journal}: {@link Journal#FIXED} and its place among the
  /// instances that are there in every state; {@link Journal#ON_MESSAGE}, the rule's place in the
  /// order of declaration and the message; or {@link Journal#CLAIM}, the claim's place and the
  /// predicate's.
  final int[] origin;

  private final Program program;
  private final Body body;
  private final boolean isClaim;
  private final @Nullable Delivery delivery;
  private volatile @Nullable Node root;
  private long learned;
  private volatile long digest;

  private Memo(
      Program program,
      String name,
      int index,
      List<?> arguments,
      boolean isClaim,
      int[] origin,
      @Nullable Delivery delivery,
      Body body) {
    this.program = program;
    this.name = name;
    this.index = index;
    this.arguments = arguments;
    this.isClaim = isClaim;
    this.origin = origin;
    this.delivery = delivery;
    this.body = body;
  }

  /// The code.
  private interface Body {
    Leaf.Outcome run(Recorder recorder);
  }

  /// That an instance of a rule is there only while a channel holds a message.
  ///
  /// @param headOnly whether it must be the message at the head
  public record Delivery(int slot, int message, boolean headOnly) {}

  /// @param instance which of the instances that are there in every state
  static Memo ofRule(
      Program program,
      String name,
      int index,
      int instance,
      List<?> arguments,
      Consumer<Transaction> body) {
    var origin = new int[] {Journal.FIXED, instance, 0};
    return new Memo(program, name, index, arguments, false, origin, null, fires(body));
  }

  static Memo onMessage(
      Program program, Program.OnMessage rule, int message, Consumer<Transaction> body) {
    return new Memo(
        program,
        rule.name,
        rule.index,
        List.of(program.channel(rule.slot).message(message)),
        false,
        new int[] {Journal.ON_MESSAGE, rule.index, message},
        new Delivery(rule.slot, message, rule.headOnly),
        fires(body));
  }

  /// @param part which of the claim's predicates
  static Memo ofClaim(Program program, String name, int index, int part, Claim.Instance instance) {
    return new Memo(
        program,
        name,
        index,
        instance.arguments(),
        true,
        new int[] {Journal.CLAIM, index, part},
        null,
        state -> judge(instance.predicate(), state));
  }

  private static Body fires(Consumer<Transaction> rule) {
    return recorder -> {
      rule.accept(recorder);
      return recorder.fired();
    };
  }

  private static Leaf.Outcome judge(Predicate<State> predicate, State state) {
    if (predicate instanceof Claim.Implication(var premise, var conclusion)) {
      return premise.test(state) ? judge(conclusion, state) : Leaf.Outcome.NOT_CONCERNED;
    }
    return predicate.test(state) ? Leaf.Outcome.PASSED : Leaf.Outcome.DISABLED;
  }

  /// Which one it is of the instances of its rule, or of the predicates of its claim: its place
  /// among all instances that are there in every state, its message, or its place in the claim.
  int instance() {
    return origin[0] == Journal.FIXED ? origin[1] : origin[2];
  }

  /// A number for this instance of a rule that depends on the model alone, where numbers of values
  /// and messages depend on what was met first.
  public long digest() {
    var known = digest;
    if (known == 0) {
      var part = delivery == null ? origin[1] : Values.of(arguments).digest();
      known = Words.mix(Words.mix(index + 1) + part);
      digest = known; // the same whichever thread is first
    }
    return known;
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

  /// What follows an answer, learned now if it is not known yet.
  ///
  /// @param node a question on the memo's way in the state
  /// @param script the choices made on the way, the answer to the question among them
  Node next(Node node, int answer, int[] state, int[] script, int choices) {
    var known = node.child(answer);
    if (known == null) {
      learn(state, script, choices);
      known = node.child(answer);
      if (known == null) {
        throw new IllegalStateException("Learning " + name + " taught nothing");
      }
    }
    return known;
  }

  /// The message that an instance of a rule is for; null where it is not for one.
  public @Nullable Delivery delivery() {
    return delivery;
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
    execute(
        new Recorder(program, state, script, scripted),
        journal -> journal.add(origin, state.clone(), Arrays.copyOf(script, scripted)));
  }

  /// Executes the code as it is guided, and adds what it does to what is known.
  ///
  /// @return what it did
  /// @throws Unanswered if it asks what the guide cannot tell
  synchronized Run follow(Guide guide) {
    var recorder = new Recorder(program, guide);
    var outcome =
        execute(
            recorder,
            journal -> {
              if (guide instanceof Answers answers) {
                journal.add(Arrays.copyOf(origin, 4), answers.toArray(), recorder.choices());
              }
            });
    return new Run(recorder.chosen(), recorder.alternatives(), outcome);
  }

  /// What the code did.
  ///
  /// @param alternatives for each choice, among how many
  record Run(List<Object> chosen, List<Integer> alternatives, Leaf.Outcome outcome) {}

  /// All that is known of it: the first question, or the end; null where nothing is.
  public @Nullable Node known() {
    return root;
  }

  /// Executes the code and adds what it does to what is known; where a journal is kept, one memo at
  /// a time, so that what is noted is in order.
  ///
  /// @param entry how it is noted
  private Leaf.Outcome execute(Recorder recorder, Consumer<Journal> entry) {
    learned++;
    var journal = program.journal();
    if (journal == null) {
      var outcome = run(recorder);
      insert(recorder, outcome);
      return outcome;
    }
    synchronized (journal) {
      var outcome = run(recorder);
      var isNew = insert(recorder, outcome);
      if (recorder.hasNumbered() || (isNew && journal.notesAll())) {
        entry.accept(journal);
      }
      return outcome;
    }
  }

  /// Executes the code on a state once for each path of choices, and compares with what is known.
  ///
  /// @throws ImpureRuleException if it contradicts it, or has changed a value it was given
  public synchronized void verify(int[] state) {
    var script = new Ints();
    do {
      var path = script.toArray();
      var recorder = new Recorder(program, state, path, path.length);
      execute(recorder, journal -> journal.add(origin, state.clone(), path));
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
      var outcome = body.run(recorder);
      return recorder.hasRefused() ? Leaf.Outcome.DISABLED : outcome;
    } catch (Disabled e) {
      return Leaf.Outcome.DISABLED;
    } catch (Unanswered e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return recorder.hasRefused() ? Leaf.Outcome.DISABLED : Leaf.Outcome.failed(e);
    }
  }

  /// @return whether it was not known
  private boolean insert(Recorder run, Leaf.Outcome outcome) {
    var depth = 0;
    Node parent = null;
    var node = root;
    while (node != null) {
      check(node, run, depth, outcome);
      if (depth == run.questions()) {
        return false;
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
    return true;
  }

  /// The nodes from `depth` on.
  private Node build(Recorder run, int depth, Leaf.Outcome outcome) {
    var last = run.questions();
    Node built = leaf(run, last == 0 ? 0 : run.answer(last - 1), outcome);
    for (var i = last - 1; i >= depth; i--) {
      var key = i == 0 ? 0 : run.answer(i - 1);
      var node =
          run.question(i) == Node.Question.CHOICE
              ? new Choice(run.slot(i), run.offered(run.slot(i)), key)
              : new Node(run.question(i), run.slot(i), run.detail(i), key);
      node.add(built);
      built = node;
    }
    return built;
  }

  private Leaf leaf(Recorder run, int key, Leaf.Outcome outcome) {
    if (!isClaim && outcome.enabled) {
      return program.step(key, outcome, footprint(run, outcome));
    }
    if (isClaim) {
      for (var i = 0; i < run.questions(); i++) {
        program.claimReads(run.slot(i));
      }
    }
    return new Leaf(key, outcome, Leaf.NO_STEP, Footprint.NOTHING);
  }

  private Footprint footprint(Recorder run, Leaf.Outcome outcome) {
    var footprint = new Footprint.Builder();
    if (delivery != null && delivery.headOnly) {
      footprint.reads(delivery.slot);
    } else if (delivery != null) {
      footprint.asks(delivery.slot, delivery.message);
    }
    for (var i = 0; i < run.questions(); i++) {
      switch (run.question(i)) {
        case VALUE, SIZE, HEAD -> footprint.reads(run.slot(i));
        case CONTAINS -> footprint.asks(run.slot(i), run.detail(i));
        case CHOICE, NOTHING -> {}
      }
    }
    for (var i = 0; i < outcome.writes.length; i += 2) {
      footprint.writes(outcome.writes[i]);
    }
    for (var i = 0; i < outcome.messages.length; i += 2) {
      addChange(footprint, outcome.messages[i], outcome.messages[i + 1]);
    }
    return footprint.build();
  }

  /// To take something out of a channel that may be full makes room for others.
  private void addChange(Footprint.Builder footprint, int slot, int message) {
    var domain = program.channel(slot);
    if (domain.isOrdered() || (message < 0 && !domain.isUnbounded())) {
      footprint.writes(slot);
    }
    if (message < 0) {
      footprint.takes(slot, ~message);
    } else {
      footprint.sends(slot, message);
    }
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
