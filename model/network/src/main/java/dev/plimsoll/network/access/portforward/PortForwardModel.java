package dev.plimsoll.network.access.portforward;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.access.portforward.Frame.Cause;
import java.util.Comparator;

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
public final class PortForwardModel extends ForwardedPods {

  /// How much happens.
  ///
  /// @param pods that the Service selects, at least 1
  /// @param clients of the local port, at least 1
  /// @param requests that the first client sends, at least 1; others send one
  /// @param faults of containers, pods, servers and connections
  public record Bounds(int pods, int clients, int requests, int faults) {}

  /// Makes the model.
  public PortForwardModel(Bounds bounds, ForwardBug bug) {
    super(bounds, bug);
    declarePods();
    declareSession();
    declareClients();
    declareKubectl();
    declareRuntime();
    declareServers();
    claim();
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
