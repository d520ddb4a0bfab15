package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.Variable;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A model made ready to be searched: its values as numbers, its rules and claims as {@link Memo}s.
///
/// A state is an `int[]` of {@link #width} numbers, one for each variable in order of slot: the
/// number of a cell's value, or of a channel's contents. Members of a family share their numbers:
/// equal values have equal numbers in all of them.
public final class Program {

  private static final int NO_RULE = -1;

  private final Model model;
  private final Interner<?>[] values;
  private final ChannelDomain[] channels;
  private final int[] declared;
  private final List<Memo> fixed = new ArrayList<>();
  private final List<OnMessage> onMessage = new ArrayList<>();
  private volatile Leaf[] steps = new Leaf[64];
  private int stepCount;

  /// Slots that claims have read, as in {@link Footprint}.
  private volatile long claimsRead;

  private final Map<Object, Object> shared = new HashMap<>();

  private final Map<Claim, List<Memo>> predicates = new HashMap<>();

  private @Nullable Journal journal;

  /// A rule with an instance for each message.
  public final class OnMessage {

    /// The slot of the channel.
    public final int slot;

    /// Whether only the message at the head counts.
    public final boolean headOnly;

    /// The rule, by name.
    final String name;

    /// The rule's place in the order of declaration.
    final int index;

    private final Rule.OnMessage<Object> rule;

    private volatile Memo[] memos = new Memo[16];

    private OnMessage(Rule.OnMessage<Object> rule, int index) {
      this.rule = rule;
      this.index = index;
      name = rule.name();
      slot = rule.channel().slot();
      headOnly = rule.channel() instanceof Queue<?>;
    }

    /// The instance for a message.
    public Memo memo(int message) {
      var known = memos;
      var memo = message < known.length ? known[message] : null;
      return memo != null ? memo : create(message);
    }

    private synchronized Memo create(int message) {
      if (message >= memos.length) {
        memos = Arrays.copyOf(memos, Math.max(message + 1, 2 * memos.length));
      }
      var memo = memos[message];
      if (memo == null) {
        var value = channels[slot].message(message);
        BiConsumer<Transaction, Object> body = rule.body();
        memo = Memo.onMessage(Program.this, this, message, tx -> body.accept(tx, value));
        memos[message] = memo;
      }
      return memo;
    }

    /// The instances that were met so far, in an order that is a matter of luck.
    private synchronized List<Memo> met() {
      return Arrays.stream(memos).filter(memo -> memo != null).toList();
    }

    /// The instances that were met so far, in the order of their messages' values.
    private List<Memo> known() {
      return met().stream()
          .sorted(Comparator.comparing(memo -> Values.of(memo.arguments.getFirst())))
          .toList();
    }
  }

  /// Prepares a model.
  @SuppressWarnings("unchecked")
  public Program(Model model) {
    this.model = model;
    var width = model.variables().size();
    values = new Interner<?>[width];
    channels = new ChannelDomain[width];
    declared = new int[width];
    for (var group : model.groups()) {
      var shared = new Interner<Object>();
      var domain = group.members().getFirst() instanceof Channel<?> c ? new ChannelDomain(c) : null;
      for (var variable : group.members()) {
        if (domain != null) {
          channels[variable.slot()] = domain;
        } else {
          values[variable.slot()] = shared;
          declared[variable.slot()] = shared.id(model.initial().get(variable.slot()));
        }
      }
    }
    for (var rule : model.rules()) {
      var index = model.rules().indexOf(rule);
      switch (rule) {
        case Rule.Fixed(var name, var instances) ->
            instances.forEach(
                instance ->
                    fixed.add(
                        Memo.ofRule(
                            this,
                            name,
                            index,
                            fixed.size(),
                            instance.arguments(),
                            instance.body())));
        case Rule.OnMessage<?> each ->
            onMessage.add(new OnMessage((Rule.OnMessage<Object>) each, index));
      }
    }
  }

  /// The model.
  public Model model() {
    return model;
  }

  /// The number of variables.
  public int width() {
    return declared.length;
  }

  /// A copy of the state that is declared.
  public int[] declared() {
    return declared.clone();
  }

  /// The states that the model starts in, each once, in an order that depends on the model alone.
  ///
  /// @throws RuntimeException what the model throws while it makes them
  /// @throws IllegalStateException if there are none
  public List<int[]> initial() {
    var start = model.start();
    if (start.isEmpty()) {
      return List.of(declared());
    }
    var states = new LinkedHashMap<IntBuffer, int[]>();
    var memo = Memo.ofRule(this, "initially", NO_RULE, NO_RULE, List.of(), start.get());
    new Stepper(this)
        .steps(memo, declared, (action, state) -> states.put(IntBuffer.wrap(state), state));
    if (states.isEmpty()) {
      throw new IllegalStateException("The model has no initial state: every choice is refused");
    }
    return List.copyOf(states.values());
  }

  /// How many values a slot has held, as far as it is known: their numbers are smaller.
  public int values(Variable variable) {
    var slot = variable.slot();
    return channels[slot] == null ? values[slot].size() : channels[slot].count();
  }

  /// How many different values a slot has held, or messages.
  int numbered(int slot) {
    return channels[slot] == null ? values[slot].size() : channels[slot].messages();
  }

  /// Tells apart what values or messages a slot has held, and in what order they were numbered.
  long digest(int slot) {
    return channels[slot] == null ? values[slot].digest() : channels[slot].digest();
  }

  /// Bytes that the contents of channels take.
  public long bytes() {
    return domains().stream().mapToLong(ChannelDomain::bytes).sum();
  }

  /// The channels' contents, those that members of a family share once.
  List<ChannelDomain> domains() {
    return Arrays.stream(channels).filter(Objects::nonNull).distinct().toList();
  }

  /// One thread's view of the channels, by slot; null where the variable is a cell.
  ChannelReader[] readers() {
    var readers = new ChannelReader[channels.length];
    for (var slot = 0; slot < readers.length; slot++) {
      if (channels[slot] != null) {
        readers[slot] = new ChannelReader(channels[slot]);
      }
    }
    return readers;
  }

  /// Makes the end of a path that is a step. Many steps do the same, and what they do is kept once:
  /// so it is more often in the processor's cache.
  synchronized Leaf step(int key, Leaf.Outcome outcome, Footprint footprint) {
    var leaf =
        new Leaf(
            key,
            new Leaf.Outcome(true, shared(outcome.writes), shared(outcome.messages), null),
            stepCount,
            (Footprint) shared.computeIfAbsent(footprint, same -> footprint));
    if (stepCount == steps.length) {
      steps = Arrays.copyOf(steps, 2 * stepCount);
    }
    steps[stepCount++] = leaf;
    return leaf;
  }

  /// Notes that a claim has read a slot.
  void claimReads(int slot) {
    if ((claimsRead & Footprint.bit(slot)) == 0) {
      claimsRead(Footprint.bit(slot));
    }
  }

  /// All that claims have read, as in {@link Footprint}.
  synchronized long claimsRead() {
    return claimsRead;
  }

  /// Notes that claims have read some slots.
  synchronized void claimsRead(long slots) {
    claimsRead |= slots;
  }

  /// From now on, notes what gives numbers to values; called before threads are started.
  public Journal keepJournal() {
    var kept = new Journal(this);
    journal = kept;
    return kept;
  }

  /// What is noted of that; null where nothing is.
  @Nullable Journal journal() {
    return journal;
  }

  /// Whether a claim may say something else after a step than it said before: not so if the step
  /// changes nothing that any claim has ever read.
  public boolean mattersToClaims(int step) {
    return step == Leaf.NO_STEP || steps[step].changes(claimsRead);
  }

  private int[] shared(int[] numbers) {
    return (int[]) shared.computeIfAbsent(IntBuffer.wrap(numbers), same -> numbers);
  }

  /// The step of a number.
  public Leaf step(int number) {
    return steps[number];
  }

  /// By slot; null where the variable is a cell. Not to be changed.
  public ChannelDomain[] channels() {
    return channels;
  }

  /// The channel's contents; null where the variable is a cell.
  public ChannelDomain channel(int slot) {
    return channels[slot];
  }

  /// The instances of rules that are there in every state.
  public List<Memo> fixed() {
    return fixed;
  }

  /// The rules with an instance for each message.
  public List<OnMessage> onMessage() {
    return onMessage;
  }

  /// The one of these rules with a place in the order of declaration.
  OnMessage onMessage(int index) {
    return onMessage.stream().filter(rule -> rule.index == index).findFirst().orElseThrow();
  }

  /// The instances of a rule that were met so far.
  ///
  /// @param rule its place in the order of declaration
  List<Memo> instances(int rule) {
    var ofMessages = onMessage.stream().filter(each -> each.index == rule).findFirst();
    return ofMessages
        .map(OnMessage::met)
        .orElseGet(() -> fixed.stream().filter(memo -> memo.index == rule).toList());
  }

  /// The predicates of a claim about states: the same ones each time.
  public synchronized List<Memo> predicates(Claim claim) {
    return predicates.computeIfAbsent(claim, key -> memos(claim, claim.instances()));
  }

  /// Some predicates of a claim.
  public List<Memo> predicates(Claim claim, List<Predicate<State>> predicates) {
    return memos(
        claim, predicates.stream().map(each -> new Claim.Instance(List.of(), each)).toList());
  }

  private List<Memo> memos(Claim claim, List<Claim.Instance> instances) {
    var index = model.claims().indexOf(claim);
    var memos = new ArrayList<Memo>();
    for (var instance : instances) {
      memos.add(Memo.ofClaim(this, claim.name(), index, memos.size(), instance));
    }
    return memos;
  }

  /// The instances of rules that were met so far, in an order that depends on nothing but the model
  /// and which they are.
  public List<Memo> known() {
    var known = new ArrayList<>(fixed);
    onMessage.forEach(each -> known.addAll(each.known()));
    return known;
  }

  /// How often the code of each rule was executed, in order of declaration.
  public long[] learned() {
    var learned = new long[model.rules().size()];
    for (var rule = 0; rule < learned.length; rule++) {
      learned[rule] = instances(rule).stream().mapToLong(Memo::learned).sum();
    }
    return learned;
  }

  /// The state for someone to read.
  public State view(int[] state) {
    return new Recorder(this, state, new int[0], 0);
  }

  /// What each variable holds in a state, in order of declaration; a family of cells is a sequence.
  public SequencedMap<String, Value> values(int[] state) {
    var values = new LinkedHashMap<String, Value>();
    for (var group : model.groups()) {
      var members = group.members().stream().map(variable -> show(variable, state)).toList();
      values.put(group.name(), group.family() ? new Value.Sequence(members) : members.getFirst());
    }
    return values;
  }

  /// What a variable holds in a state: a queue's messages as a sequence, a bag's as a set.
  private Value show(Variable variable, int[] state) {
    return switch (variable) {
      case Cell<?> cell -> Values.of(values[cell.slot()].value(state[cell.slot()]));
      case Bag<?> bag -> new Value.Collected(messages(bag, state));
      case Queue<?> queue -> new Value.Sequence(messages(queue, state));
    };
  }

  private List<Value> messages(Channel<?> channel, int[] state) {
    var domain = channels[channel.slot()];
    return Arrays.stream(domain.contents(state[channel.slot()]))
        .mapToObj(message -> Values.of(domain.message(message)))
        .toList();
  }

  @SuppressWarnings("unchecked")
  <T> Interner<T> values(int slot) {
    return (Interner<T>) values[slot];
  }

  boolean isIntact(int slot, int id) {
    return values[slot] == null || values[slot].isIntact(id);
  }
}
