package dev.plimsoll.network.access.apiproxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.network.access.apiproxy.Request.Phase;
import dev.plimsoll.network.access.apiproxy.Request.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Requests go through `kubectl proxy` and the API server to Services, pods and nodes, while pods
/// come and go, Endpoints lag behind and are tampered with, and the name of a node resolves to one
/// address and then to another.
///
/// One request at a time. Whether the user may use the subresource `proxy` is settled at the start;
/// the user may read all objects. An address is not used again while a request is on its way there.
///
/// What is left out: the paths and methods that kubectl filters; headers and paths that are
/// rewritten; what the kubelet allows the API server; aggregated API servers; egress selectors.
public final class ApiProxyModel extends Model {

  /// How much happens.
  ///
  /// @param pods of the Service, at least 1
  /// @param requests at least 1
  /// @param tamperings with Endpoints, and with the node's name
  public record Bounds(int pods, int requests, int tamperings) {}

  private final Bounds bounds;
  private final ProxyBug bug;
  private final Cells<Backend> pods;
  private final Cell<List<Backend>> endpoints;
  private final Cell<Boolean> areTampered;
  private final Cell<Address> nodeName;
  private final Cell<Integer> tamperings;
  private final Cell<Boolean> mayProxy;
  private final Cell<Integer> requests;
  private final Cell<Request> request;
  private final Cell<Boolean> leftOpen;
  private final Cell<Result> result;

  /// Makes the model.
  public ApiProxyModel(Bounds bounds, ProxyBug bug) {
    this.bounds = bounds;
    this.bug = bug;
    pods = cells("pod", bounds.pods(), Backend.STARTING);
    endpoints = cell("endpoints", Collections.nCopies(bounds.pods(), Backend.STARTING));
    areTampered = cell("endpoints are tampered with", false);
    nodeName = cell("node name", new Address.OfNode());
    tamperings = cell("tamperings", 0);
    mayProxy = cell("user may proxy", true);
    requests = cell("requests", 0);
    request = cell("request", Request.NONE);
    leftOpen = cell("connection left open", false);
    result = cell("result", Result.NONE);

    initially(tx -> tx.set(mayProxy, tx.chooseWhether()));
    declarePods();
    declareTampering();
    declareKubectl();
    declareApiServer();
    declareBackends();
    claim();
    claimLiveness();
  }

  private void declarePods() {
    rule(
        "a pod gets ready",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == Backend.STARTING).set(pod, Backend.READY));
    rule("a pod goes", pods, (tx, pod) -> tx.require(tx.get(pod).exists()).set(pod, Backend.GONE));
    rule(
        "its address is used again",
        pods,
        (tx, pod) -> {
          tx.require(tx.get(pod) == Backend.GONE);
          tx.require(
              !tx.get(request).address().equals(Optional.of(new Address.OfPod(pod.index()))));
          tx.set(pod, Backend.REPLACED);
        });
    rule(
        "the Endpoints follow",
        tx -> {
          var now = pods.values(tx).stream().map(Backend::published).toList();
          tx.require(!tx.get(endpoints).equals(now)).set(endpoints, now);
        });
  }

  private void declareTampering() {
    rule(
        "somebody adds an address to the Endpoints",
        tx -> {
          tx.require(!tx.get(areTampered));
          tamper(tx);
          tx.set(areTampered, true);
        });
    rule(
        "the name of the node resolves to another address",
        tx -> {
          tamper(tx);
          tx.update(
              nodeName,
              now ->
                  now instanceof Address.OfNode
                      ? new Address.OfControlPlane()
                      : new Address.OfNode());
        });
  }

  private void tamper(Transaction tx) {
    var so = tx.get(tamperings);
    tx.require(so < bounds.tamperings()).set(tamperings, so + 1);
  }

  private void declareKubectl() {
    rule(
        "a request is made",
        Arrays.asList(Target.values()),
        (tx, target) -> {
          make(tx, target, false, target == Target.KUBELET && tx.chooseWhether());
        });
    rule("a web site makes a request", tx -> make(tx, Target.SERVICE, true, false));
    rule(
        "kubectl looks at the Host",
        tx -> {
          var now = at(tx, Phase.MADE);
          if (now.isForged() && bug != ProxyBug.ACCEPTS_ANY_HOST) {
            end(tx, Result.FILTERED);
          } else {
            tx.set(request, now.becomes(Phase.ACCEPTED));
          }
        });
  }

  private void make(Transaction tx, Target target, boolean isForged, boolean upgrades) {
    at(tx, Phase.NONE);
    var so = tx.get(requests);
    tx.require(so < bounds.requests()).set(requests, so + 1);
    tx.set(request, new Request(Phase.MADE, target, isForged, upgrades, Optional.empty()));
    tx.set(result, Result.NONE);
  }

  private Request at(Transaction tx, Phase phase) {
    var now = tx.get(request);
    tx.require(now.phase() == phase);
    return now;
  }

  private void end(Transaction tx, Result how) {
    tx.set(request, Request.NONE).set(result, how);
  }

  private void declareApiServer() {
    rule(
        "the API server authorizes",
        tx -> {
          var now = at(tx, Phase.ACCEPTED);
          if (tx.get(mayProxy) || bug == ProxyBug.ASKS_FOR_THE_OBJECT) {
            tx.set(request, now.becomes(Phase.AUTHORIZED));
          } else {
            end(tx, Result.FORBIDDEN);
          }
        });
    rule(
        "the API server locates the backend",
        tx -> {
          var now = at(tx, Phase.AUTHORIZED);
          switch (now.target()) {
            case SERVICE -> locateService(tx, now);
            case POD -> {
              if (tx.get(pods.getFirst()).exists()) {
                tx.set(request, now.locatedAt(new Address.OfPod(0)));
              } else {
                end(tx, Result.UNAVAILABLE);
              }
            }
            case KUBELET, NODE -> {
              var address = tx.get(nodeName);
              if (isAllowed(address) || !isChecked(now.target())) {
                tx.set(request, now.locatedAt(address));
              } else {
                end(tx, Result.ADDRESS_NOT_ALLOWED);
              }
            }
          }
        });
  }

  /// `ResourceLocation` of Services: from a random address of the Endpoints on, the first that is
  /// that of the pod that it names.
  private void locateService(Transaction tx, Request now) {
    var listed = listed(tx);
    var valid = listed.stream().filter(address -> isValid(tx, address)).toList();
    var candidates =
        bug == ProxyBug.TRUSTS_ENDPOINTS || bug == ProxyBug.TRIES_ONE_ADDRESS ? listed : valid;
    if (candidates.isEmpty()) {
      tx.require(bug != ProxyBug.WAITS_FOR_ENDPOINTS);
      end(tx, Result.UNAVAILABLE);
      return;
    }
    var address = tx.choose(candidates);
    if (bug == ProxyBug.TRIES_ONE_ADDRESS && !valid.contains(address)) {
      end(tx, valid.isEmpty() ? Result.UNAVAILABLE : Result.MISSED);
    } else {
      tx.set(request, now.locatedAt(address));
    }
  }

  private List<Address> listed(State state) {
    var listed = new ArrayList<Address>();
    var known = state.get(endpoints);
    IntStream.range(0, known.size())
        .filter(pod -> counts(known.get(pod)))
        .forEach(pod -> listed.add(new Address.OfPod(pod)));
    if (state.get(areTampered)) {
      listed.add(new Address.OfControlPlane());
    }
    return listed;
  }

  private boolean counts(Backend endpoint) {
    return switch (endpoint) {
      case READY -> true;
      case STARTING -> bug == ProxyBug.COUNTS_NOT_READY;
      case GONE, REPLACED -> false;
    };
  }

  private boolean isValid(State state, Address address) {
    return switch (address) {
      case Address.OfPod(var pod) -> state.get(pods.get(pod)).exists();
      case Address.OfNode _, Address.OfControlPlane _ -> false;
    };
  }

  private static boolean isAllowed(Address address) {
    return !(address instanceof Address.OfControlPlane);
  }

  private boolean isChecked(Target target) {
    return target != Target.KUBELET || bug != ProxyBug.TRUSTS_KUBELET_ADDRESS;
  }

  private void declareBackends() {
    rule(
        "a backend answers",
        tx -> {
          var now = at(tx, Phase.LOCATED);
          tx.require(!now.upgrades());
          end(tx, arrive(tx, now));
        });
    rule(
        "a backend redirects",
        tx -> {
          var now = at(tx, Phase.LOCATED);
          tx.require(!now.upgrades());
          var arrived = arrive(tx, now);
          tx.require(arrived == Result.ANSWERED);
          end(tx, bug == ProxyBug.FOLLOWS_REDIRECTS ? Result.INTRUDED : Result.REDIRECTED);
        });
    rule(
        "a backend upgrades the connection",
        tx -> {
          var now = at(tx, Phase.LOCATED);
          tx.require(now.upgrades());
          end(tx, arrive(tx, now));
        });
    rule(
        "a backend refuses to upgrade the connection",
        tx -> {
          var now = at(tx, Phase.LOCATED);
          tx.require(now.upgrades());
          var arrived = arrive(tx, now);
          if (bug == ProxyBug.KEEPS_FAILED_UPGRADE) {
            tx.set(leftOpen, true);
          }
          end(tx, arrived == Result.ANSWERED ? Result.BAD_GATEWAY : arrived);
        });
    if (bug == ProxyBug.KEEPS_FAILED_UPGRADE) {
      rule(
          "a request is sent on the connection that was left open",
          tx -> {
            tx.require(tx.get(leftOpen));
            tx.set(result, Result.UNAUTHORIZED);
          });
    }
  }

  /// What becomes of a request that is sent to where it was located.
  private Result arrive(State state, Request now) {
    var isNode = now.target() == Target.KUBELET || now.target() == Target.NODE;
    var address =
        isNode && bug == ProxyBug.RESOLVES_TWICE
            ? state.get(nodeName)
            : now.address().orElseThrow();
    var there =
        switch (address) {
          case Address.OfControlPlane _ -> Result.INTRUDED;
          case Address.OfNode _ -> Result.ANSWERED;
          case Address.OfPod(var pod) -> of(state.get(pods.get(pod)), now.target());
        };
    if (there == Result.ANSWERED && !state.get(mayProxy)) {
      return Result.UNAUTHORIZED;
    }
    return there == Result.ANSWERED && now.isForged() ? Result.REBOUND : there;
  }

  private static Result of(Backend pod, Target target) {
    return switch (pod) {
      case READY -> Result.ANSWERED;
      case STARTING -> target == Target.SERVICE ? Result.NOT_READY : Result.BAD_GATEWAY;
      case GONE -> Result.BAD_GATEWAY;
      case REPLACED -> Result.STRAYED;
    };
  }

  private void claim() {
    never("no web site gets an answer", Result.REBOUND);
    never("no request comes to a backend unauthorized", Result.UNAUTHORIZED);
    never("no request comes to what belongs to the control plane", Result.INTRUDED);
    never("no request comes to a pod of another namespace", Result.STRAYED);
    never("a request to a Service comes to a ready endpoint", Result.NOT_READY);
    never("a request to a Service finds a ready endpoint where there is one", Result.MISSED);
    sometimes("a request is answered", s -> s.get(result) == Result.ANSWERED);
    sometimes("kubectl does not take a request", s -> s.get(result) == Result.FILTERED);
    sometimes("the user may not", s -> s.get(result) == Result.FORBIDDEN);
    sometimes("an address is not allowed", s -> s.get(result) == Result.ADDRESS_NOT_ALLOWED);
    sometimes("there is no ready endpoint", s -> s.get(result) == Result.UNAVAILABLE);
    sometimes(
        "a pod goes after it was chosen",
        s ->
            s.get(request).target() == Target.SERVICE
                && s.get(request).address().isPresent()
                && !isValid(s, s.get(request).address().orElseThrow()));
    sometimes(
        "an endpoint is listed whose address is another's",
        s ->
            IntStream.range(0, pods.size())
                .anyMatch(
                    pod ->
                        s.get(pods.get(pod)) == Backend.REPLACED
                            && s.get(endpoints).get(pod) == Backend.READY));
  }

  private void never(String claim, Result what) {
    always(claim, s -> s.get(result) != what);
  }

  private void claimLiveness() {
    weaklyFair("kubectl looks at the Host");
    weaklyFair("the API server authorizes");
    weaklyFair("the API server locates the backend");
    weaklyFair("a backend answers", "a backend redirects");
    weaklyFair("a backend upgrades the connection", "a backend refuses to upgrade the connection");
    leadsTo(
        "each request has a result in the end",
        s -> s.get(request).phase() != Phase.NONE,
        s -> s.get(request).phase() == Phase.NONE);
  }
}
