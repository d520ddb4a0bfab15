package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.stream.IntStream;

/// Executes a rule or claim on one state and writes down what it asked, chose and did.
///
/// A run follows a {@link Guide}, such as a state and the choices that it is to make first.
final class Recorder implements Transaction {

  private final Program program;
  private final Guide guide;

  private final List<Node.Question> questions = new ArrayList<>();

  /// For each question: slot, detail, answer.
  private final Ints details = new Ints();

  private final Ints writes = new Ints();
  private final Ints messages = new Ints();
  private final List<Object> chosen = new ArrayList<>();

  /// For each choice: the alternatives.
  private final List<List<?>> offered = new ArrayList<>();

  private int choices;
  private boolean numbered;
  private boolean refused;

  Recorder(Program program, int[] state, int[] script, int scripted) {
    this(program, Guide.of(program, state, script, scripted));
  }

  Recorder(Program program, Guide guide) {
    this.program = program;
    this.guide = guide;
  }

  // ---- what was recorded

  int questions() {
    return questions.size();
  }

  Node.Question question(int index) {
    return questions.get(index);
  }

  int slot(int index) {
    return details.get(3 * index);
  }

  int detail(int index) {
    return details.get(3 * index + 1);
  }

  int answer(int index) {
    return details.get(3 * index + 2);
  }

  Leaf.Outcome fired() {
    return new Leaf.Outcome(true, writes.toArray(), messages.toArray(), null);
  }

  /// Whether a value or message got its number here; told only where no other thread gives any.
  boolean hasNumbered() {
    return numbered;
  }

  /// Whether a requirement failed. Then the rule cannot fire and asks nothing more, even if its
  /// code has caught what it was told so with.
  boolean hasRefused() {
    return refused;
  }

  /// What was chosen, in order.
  List<Object> chosen() {
    return chosen;
  }

  /// The place of each choice that was made.
  int[] choices() {
    return choiceQuestions().map(this::answer).toArray();
  }

  /// For each choice that was made, among how many.
  List<Integer> alternatives() {
    return choiceQuestions().map(this::detail).boxed().toList();
  }

  private IntStream choiceQuestions() {
    return IntStream.range(0, questions()).filter(i -> question(i) == Node.Question.CHOICE);
  }

  /// What there was to choose from.
  ///
  /// @param choice which of the choices, from 0
  List<?> offered(int choice) {
    return offered.get(choice);
  }

  private int ask(Node.Question question, int slot, int detail) {
    for (var i = 0; i < questions(); i++) {
      if (question(i) == question && slot(i) == slot && detail(i) == detail) {
        return answer(i);
      }
    }
    var answer = guide.answer(new Node(question, slot, detail, 0));
    record(question, slot, detail, answer);
    return answer;
  }

  private void record(Node.Question question, int slot, int detail, int answer) {
    require(!refused);
    questions.add(question);
    details.add(slot);
    details.add(detail);
    details.add(answer);
  }

  // ---- numbers

  private <T> int id(Cell<T> cell, T value) {
    var before = program.numbered(cell.slot());
    var id = program.<T>values(cell.slot()).id(value);
    numbered |= id >= before;
    return id;
  }

  private <M> int id(Channel<M> channel, M message) {
    var before = program.numbered(channel.slot());
    var id = program.channel(channel.slot()).number(message);
    numbered |= id >= before;
    return id;
  }

  // ---- cells

  @Override
  public <T> T get(Cell<T> cell) {
    for (var i = 0; i < writes.size(); i += 2) {
      if (writes.get(i) == cell.slot()) {
        return program.<T>values(cell.slot()).value(writes.get(i + 1));
      }
    }
    return program.<T>values(cell.slot()).value(ask(Node.Question.VALUE, cell.slot(), 0));
  }

  @Override
  public <T> Transaction set(Cell<T> cell, T value) {
    var id = id(cell, value);
    for (var i = 0; i < writes.size(); i += 2) {
      if (writes.get(i) == cell.slot()) {
        writes.set(i + 1, id);
        return this;
      }
    }
    writes.add(cell.slot());
    writes.add(id);
    return this;
  }

  // ---- channels

  @Override
  public <M> boolean contains(Channel<M> channel, M message) {
    var domain = program.channel(channel.slot());
    var id = id(channel, message);
    return isTouched(channel)
        ? domain.contains(current(channel), id)
        : ask(Node.Question.CONTAINS, channel.slot(), id) == 1;
  }

  @Override
  public int size(Channel<?> channel) {
    return isTouched(channel)
        ? program.channel(channel.slot()).size(current(channel))
        : ask(Node.Question.SIZE, channel.slot(), 0);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <M> List<M> contents(Channel<M> channel) {
    var domain = program.channel(channel.slot());
    var held = Arrays.stream(domain.contents(current(channel))).mapToObj(domain::message);
    if (channel instanceof Bag<?>) {
      held = held.sorted(Comparator.comparing(Values::of));
    }
    return (List<M>) held.toList();
  }

  @Override
  public <M> Transaction send(Channel<M> channel, M message) {
    messages.add(channel.slot());
    messages.add(id(channel, message));
    return this;
  }

  @Override
  public <M> Transaction remove(Bag<M> bag, M message) {
    require(contains(bag, message));
    messages.add(bag.slot());
    messages.add(~id(bag, message));
    return this;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <M> M receive(Queue<M> queue) {
    var domain = program.channel(queue.slot());
    int head;
    if (isTouched(queue)) {
      var held = domain.contents(current(queue));
      require(held.length > 0);
      head = held[0];
    } else {
      head = ask(Node.Question.HEAD, queue.slot(), 0) - 1;
      require(head >= 0);
    }
    messages.add(queue.slot());
    messages.add(~head);
    return (M) domain.message(head);
  }

  private boolean isTouched(Channel<?> channel) {
    for (var i = 0; i < messages.size(); i += 2) {
      if (messages.get(i) == channel.slot()) {
        return true;
      }
    }
    return false;
  }

  /// The contents as this step has left them so far; then the step depends on all of them.
  private int current(Channel<?> channel) {
    var domain = program.channel(channel.slot());
    var id = ask(Node.Question.VALUE, channel.slot(), 0);
    for (var i = 0; i < messages.size(); i += 2) {
      if (messages.get(i) == channel.slot()) {
        id = domain.after(id, messages.get(i + 1));
        require(id != ChannelDomain.NONE);
      }
    }
    return id;
  }

  // ---- control

  @Override
  public Transaction require(boolean condition) {
    if (!condition) {
      refused = true;
      throw Disabled.INSTANCE;
    }
    return this;
  }

  @Override
  public <T> T choose(Collection<T> alternatives) {
    require(!alternatives.isEmpty());
    List<T> ordered = new ArrayList<>(alternatives);
    if (alternatives instanceof Set<T> && !(alternatives instanceof SequencedCollection<T>)) {
      ordered.sort(Comparator.comparing(Values::of));
    }
    var choice = guide.choose(choices, ordered);
    record(Node.Question.CHOICE, choices, ordered.size(), choice);
    choices++;
    offered.add(ordered);
    var value = ordered.get(choice);
    chosen.add(value);
    return value;
  }

  @Override
  public boolean chooseWhether() {
    return choose(List.of(false, true));
  }
}
