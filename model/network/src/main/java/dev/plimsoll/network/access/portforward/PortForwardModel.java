package dev.plimsoll.network.access.portforward;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.access.portforward.Frame.Cause;
import java.util.Comparator;
import java.util.stream.IntStream;

/// `kubectl port-forward service/NAME`: clients of the local port use a server in one pod, while
/// containers die and are started again, pods go, their addresses are used again, and the
/// connection to the runtime breaks.
///
/// A client connects once, sends requests and gets an answer to each; it may stop sending early,
/// and it may go away. All streams share one connection each way: what nobody takes from it
/// keeps back what comes after.
///
/// What is left out: who may do it; the websocket in which SPDY is tunnelled; the time-outs for
/// streams (30 s) and idle connections (4 h); a second run of kubectl; UDP, which there is not.
public final class PortForwardModel extends Model {

  /// How much happens.
  ///
  /// @param pods that the Service selects, at least 1
  /// @param clients of the local port, at least 1
  /// @param requests that the first client sends, at least 1; others send one
  /// @param faults of containers, pods, servers and connections
  public record Bounds(int pods, int clients, int requests, int faults) {}

  private static final int STRANGER = -1;
  private static final int FRAMES_UP = 3;
  private static final int FRAMES_DOWN = 5;

  private final Bounds bounds;
  private final ForwardBug bug;
  private final Cell<Integer> faults;
  private final Cells<PodState> pods;
  private final Cells<Integer> addresses;
  private final Cell<Session> session;
  private final Cells<Local> locals;
  private final Cells<Remote> remotes;
  private final Queue<Frame> up;
  private final Queue<Frame> down;

  /// Makes the model.
  public PortForwardModel(Bounds bounds, ForwardBug bug) {
    this.bounds = bounds;
    this.bug = bug;
    faults = cell("faults", 0);
    pods = cells("pod", bounds.pods(), PodState.LISTENING);
    addresses = cells("address", IntStream.range(0, bounds.pods()).boxed().toList());
    session = cell("session", Session.NONE);
    locals = cells("local", bounds.clients(), Local.IDLE);
    remotes = cells("remote", bounds.clients(), Remote.NONE);
    up = queue("up", Frame.class, FRAMES_UP);
    down = queue("down", Frame.class, FRAMES_DOWN);

    declarePods();
    declareSession();
    declareClients();
    declareKubectl();
    declareRuntime();
    declareServers();
    claim();
  }

  private void declarePods() {
    rule(
        "a container dies",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod).isListening());
          spend(tx);
          tx.set(pod, PodState.DOWN);
          disconnect(tx, pod.index());
        });
    rule(
        "a container is started again",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == PodState.DOWN).set(pod, PodState.RESTARTED));
    rule(
        "a pod goes",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) != PodState.GONE);
          spend(tx);
          tx.set(pod, PodState.GONE);
          disconnect(tx, pod.index());
        });
    rule(
        "its address is used again",
        pods,
        (tx, pod) ->
            tx.require(tx.get(pod) == PodState.GONE && tx.get(addresses.at(pod)) != STRANGER)
                .set(addresses.at(pod), STRANGER));
  }

  private void spend(Transaction tx) {
    var so = tx.get(faults);
    tx.require(so < bounds.faults()).set(faults, so + 1);
  }

  /// The connections of a pod's server are reset.
  private void disconnect(Transaction tx, int pod) {
    if (tx.get(session).pod() == pod) {
      remotes.stream()
          .filter(remote -> tx.get(remote).isDialled())
          .forEach(remote -> fail(tx, remote, Cause.RESET));
    }
  }

  private void declareSession() {
    rule(
        "kubectl chooses a pod",
        tx -> {
          tx.require(tx.get(session).phase() == Session.Phase.NONE);
          pods.stream()
              .filter(pod -> tx.get(pod) != PodState.GONE)
              .min(Comparator.comparing(pod -> !tx.get(pod).isListening()))
              .ifPresentOrElse(
                  pod -> tx.set(session, new Session(Session.Phase.CHOSEN, pod.index())),
                  () -> tx.set(session, Session.NONE.becomes(Session.Phase.OVER)));
        });
    rule(
        "kubectl connects",
        tx -> {
          var chosen = tx.get(session);
          tx.require(chosen.phase() == Session.Phase.CHOSEN);
          var isThere = tx.get(pods.get(chosen.pod())) != PodState.GONE;
          tx.set(session, chosen.becomes(isThere ? Session.Phase.CONNECTED : Session.Phase.OVER));
        });
    rule(
        "the connection breaks",
        tx -> {
          spend(tx);
          end(tx, Local.Phase.CUT);
        });
  }

  /// The session ends, and with it all connections.
  private void end(Transaction tx, Local.Phase how) {
    tx.require(tx.get(session).isConnected());
    tx.set(session, tx.get(session).becomes(Session.Phase.OVER));
    locals.stream()
        .filter(local -> tx.get(local).isOpen())
        .forEach(local -> tx.set(local, tx.get(local).becomes(how)));
    remotes.stream()
        .filter(remote -> tx.get(remote).hasStreams())
        .forEach(remote -> tx.set(remote, tx.get(remote).becomes(Remote.Phase.DONE)));
    clear(tx, up);
    clear(tx, down);
  }

  private static void clear(Transaction tx, Queue<Frame> frames) {
    while (tx.size(frames) > 0) {
      tx.receive(frames);
    }
  }

  private void declareClients() {
    rule(
        "a client connects",
        locals,
        (tx, local) -> {
          tx.require(tx.get(session).isConnected() && tx.get(local).phase() == Local.Phase.IDLE);
          tx.set(local, Local.IDLE.becomes(Local.Phase.OPENING));
          tx.send(up, new Frame.OpenError(local.index()));
        });
    rule(
        "a client sends",
        locals,
        (tx, local) -> {
          var now = tx.get(local);
          tx.require(isSending(now) && now.sent() < requestsOf(local));
          tx.set(local, now.sends()).send(up, new Frame.Data(local.index(), now.sent() + 1));
        });
    rule(
        "a client sends no more",
        locals,
        (tx, local) -> {
          var now = tx.get(local);
          tx.require(isSending(now));
          tx.set(local, now.halfCloses()).send(up, new Frame.Fin(local.index()));
        });
    rule(
        "a client goes away",
        locals,
        (tx, local) -> {
          tx.require(tx.get(local).phase() == Local.Phase.OPEN);
          spend(tx);
          tx.set(local, tx.get(local).becomes(Local.Phase.CANCELLED));
          var isReset = bug != ForwardBug.LEAVES_STREAM_UNREAD;
          var index = local.index();
          tx.send(up, isReset ? new Frame.Reset(index) : new Frame.Fin(index));
        });
  }

  private int requestsOf(Cell<?> client) {
    return client.index() == 0 ? bounds.requests() : 1;
  }

  private static boolean isSending(Local local) {
    return local.phase() == Local.Phase.OPEN && !local.isHalfClosed();
  }

  private void declareKubectl() {
    rule(
        "kubectl opens the stream for data",
        locals,
        (tx, local) -> {
          tx.require(tx.get(local).phase() == Local.Phase.OPENING);
          tx.set(local, tx.get(local).becomes(Local.Phase.OPEN));
          tx.send(up, new Frame.OpenData(local.index()));
        });
    rule(
        "kubectl takes a frame",
        down,
        (tx, frame) -> {
          var local = locals.get(frame.connection());
          var now = tx.get(local);
          tx.require(
              bug != ForwardBug.LEAVES_STREAM_UNREAD || now.phase() != Local.Phase.CANCELLED);
          tx.receive(down);
          switch (frame) {
            case Frame.Data(_, var number) when now.isOpen() -> tx.set(local, now.receives(number));
            case Frame.Fin _ when now.isOpen() -> tx.set(local, now.ends());
            case Frame.Failure failure -> failed(tx, local, failure);
            case Frame.Data _, Frame.Fin _, Frame.OpenError _, Frame.OpenData _, Frame.Reset _ -> {}
          }
        });
  }

  private void failed(Transaction tx, Cell<Local> local, Frame.Failure failure) {
    if (tx.get(local).isOpen()) {
      var isOwn = failure.about() == local.index();
      tx.set(local, tx.get(local).becomes(isOwn ? Local.Phase.FAILED : Local.Phase.HARMED));
    }
    if (failure.cause() == Cause.GONE && bug != ForwardBug.NEVER_CLOSES) {
      end(tx, Local.Phase.CUT);
    } else if (bug == ForwardBug.CLOSES_AT_ANY_ERROR) {
      end(tx, Local.Phase.HARMED);
    }
  }

  private void declareRuntime() {
    rule(
        "the runtime takes a frame",
        up,
        (tx, frame) -> {
          var remote = remotes.get(frame.connection());
          var now = tx.get(remote);
          var isEarly = now.phase() == Remote.Phase.NONE;
          switch (frame) {
            case Frame.OpenError(var connection) -> tx.set(remote, now.withError(connection));
            case Frame.OpenData(var connection) ->
                tx.set(remote, now.withData().withError(errorOf(tx, connection)));
            case Frame.Data(_, var number) -> {
              tx.require(!isEarly || bug == ForwardBug.DROPS_EARLY_DATA);
              if (now.isDialled()) {
                tx.set(remote, now.takes(number));
              }
            }
            case Frame.Fin _ -> {
              tx.require(!isEarly);
              if (now.isDialled()) {
                tx.set(remote, now.halfCloses());
              }
            }
            case Frame.Reset _ -> {
              tx.require(!isEarly);
              if (now.isDialled()) {
                over(tx, remote);
              }
            }
            case Frame.Failure _ -> tx.require(false);
          }
          tx.receive(up);
        });
    rule(
        "the runtime dials the port",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.phase() == Remote.Phase.NONE && now.hasData());
          var pod = tx.get(session).pod();
          if (bug == ForwardBug.GOES_BY_ADDRESS && tx.get(addresses.get(pod)) == STRANGER) {
            tx.set(remote, now.becomes(Remote.Phase.STRAYED));
            return;
          }
          switch (tx.get(pods.get(pod))) {
            case LISTENING, RESTARTED -> tx.set(remote, now.becomes(Remote.Phase.DIALLED));
            case DOWN -> fail(tx, remote, Cause.REFUSED);
            case GONE -> fail(tx, remote, Cause.GONE);
          }
        });
    if (bug == ForwardBug.GIVES_UP_AFTER_A_SECOND) {
      rule(
          "a second is over",
          remotes,
          (tx, remote) -> {
            tx.require(tx.get(remote).isDialled() && tx.get(remote).isHalfClosed());
            finish(tx, remote);
          });
    }
  }

  /// The stream for an error that a stream for data is paired with: that of its own connection.
  private int errorOf(Transaction tx, int connection) {
    return bug != ForwardBug.PAIRS_BY_ARRIVAL
        ? connection
        : remotes.stream()
            .filter(remote -> tx.get(remote).errorOf() >= 0 && !tx.get(remote).hasData())
            .mapToInt(Cell::index)
            .findFirst()
            .orElse(connection);
  }

  private void fail(Transaction tx, Cell<Remote> remote, Cause cause) {
    tx.send(down, new Frame.Failure(tx.get(remote).errorOf(), remote.index(), cause));
    over(tx, remote);
  }

  private void finish(Transaction tx, Cell<Remote> remote) {
    tx.send(down, new Frame.Fin(remote.index()));
    over(tx, remote);
  }

  private void over(Transaction tx, Cell<Remote> remote) {
    var so = bug == ForwardBug.KEEPS_STREAMS ? Remote.Phase.KEPT : Remote.Phase.DONE;
    tx.set(remote, tx.get(remote).becomes(so));
  }

  private void declareServers() {
    rule(
        "a server answers",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.isDialled() && now.answered() < now.taken());
          var number = bug == ForwardBug.KEEPS_LAST_ANSWER ? now.taken() : now.answered() + 1;
          tx.set(remote, now.answers()).send(down, new Frame.Data(remote.index(), number));
        });
    rule(
        "a server has answered all",
        remotes,
        (tx, remote) -> {
          var now = tx.get(remote);
          tx.require(now.isDialled() && now.answered() == now.taken());
          tx.require(now.isHalfClosed() || now.taken() == requestsOf(remote));
          finish(tx, remote);
        });
    rule(
        "a server resets a connection",
        remotes,
        (tx, remote) -> {
          tx.require(tx.get(remote).isDialled());
          spend(tx);
          fail(tx, remote, Cause.RESET);
        });
  }

  private void claim() {
    always(
        "what clients send comes to the pod that was chosen and to no other",
        s -> !remotes.any(s, remote -> remote.phase() == Remote.Phase.STRAYED));
    always(
        "what comes out at the pod's port went in at the local port in that order",
        s -> !remotes.any(s, remote -> remote.phase() == Remote.Phase.GARBLED));
    always(
        "what a client gets is what the server answered in that order",
        s -> !locals.any(s, local -> local.phase() == Local.Phase.GARBLED));
    always(
        "a client that gets to the end of an answer has got all of it",
        s -> !locals.any(s, local -> local.phase() == Local.Phase.TRUNCATED));
    always(
        "an error of one connection does not end another",
        s -> !locals.any(s, local -> local.phase() == Local.Phase.HARMED));
    sometimes(
        "one connection has failed and another is answered",
        s ->
            locals.any(s, local -> local.phase() == Local.Phase.FAILED)
                && locals.any(s, local -> local.phase() == Local.Phase.ANSWERED));
    sometimes(
        "a client is answered by a container that was started again",
        s ->
            pods.any(s, PodState.RESTARTED)
                && remotes.any(s, remote -> remote.isDialled() && remote.answered() > 0));
    sometimes(
        "an answer is on its way to a client that has gone",
        s ->
            s.contents(down).stream()
                .anyMatch(
                    frame ->
                        frame instanceof Frame.Data
                            && s.get(locals.get(frame.connection())).phase()
                                == Local.Phase.CANCELLED));
    sometimes(
        "a pod is gone whose address is another's, and a client asks for it",
        s ->
            s.get(session).isConnected()
                && s.get(addresses.get(s.get(session).pod())) == STRANGER
                && locals.any(s, Local::isOpen));
    claimLiveness();
  }

  private void claimLiveness() {
    weaklyFairEach("kubectl opens the stream for data");
    weaklyFair("kubectl takes a frame");
    weaklyFair("the runtime takes a frame");
    weaklyFairEach("the runtime dials the port");
    weaklyFairEach("a server answers");
    weaklyFairEach("a server has answered all");
    leadsTo("what is sent to clients is taken", s -> s.size(down) > 0, s -> s.size(down) == 0);
    leadsTo(
        "a session ends when a client finds its pod gone",
        s -> s.contents(down).stream().anyMatch(PortForwardModel::saysGone),
        s -> s.get(session).phase() == Session.Phase.OVER);
    eventuallyAlways(
        "in the end no streams are left of a connection that is over",
        s ->
            locals.stream()
                .noneMatch(
                    local -> s.get(local).isOver() && s.get(remotes.at(local)).hasStreams()));
  }

  private static boolean saysGone(Frame frame) {
    return frame instanceof Frame.Failure failure && failure.cause() == Cause.GONE;
  }
}
