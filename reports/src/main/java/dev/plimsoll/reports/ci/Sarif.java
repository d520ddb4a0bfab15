package dev.plimsoll.reports.ci;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Suites as SARIF 2.1.0: one run of the tool, with a rule for each claim and a result for each
/// that is violated, never seen or says nothing; none where all is well.
///
/// A rule has the same id in every run, and a result the same fingerprint, wherever its file and
/// line are and whatever the trace: so a service can tell what is new. The steps of a trace are a
/// code flow (§3.36).
public final class Sarif {

  /// Where the schema is published.
  public static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final SequencedMap<String, Case> rules = new LinkedHashMap<>();
  private final List<Json> results = new ArrayList<>();

  private Sarif() {}

  /// The document.
  ///
  /// @param version of Plimsoll
  public static Members encode(List<Suite> suites, String version) {
    var sarif = new Sarif();
    suites.forEach(
        suite -> suite.cases().forEach(each -> sarif.rules.putIfAbsent(each.rule().id(), each)));
    suites.forEach(sarif::add);
    var driver =
        Json.object()
            .with("name", "Plimsoll")
            .with("version", version)
            .with("semanticVersion", version)
            .with("rules", Json.list(sarif.rules.values(), Sarif::rule));
    var run =
        Json.object()
            .with("tool", Json.object().with("driver", driver.build()).build())
            .with("invocations", Json.list(suites, Sarif::invocation))
            .with("columnKind", "utf16CodeUnits")
            .with("results", new Json.Elements(sarif.results, 0));
    return Json.object()
        .with("$schema", SCHEMA)
        .with("version", "2.1.0")
        .with("runs", Json.list(List.of(run.build()), each -> each))
        .build();
  }

  private static Json rule(Case each) {
    return Json.object()
        .with("id", each.rule().id())
        .with("shortDescription", message(each.kind() + ": " + each.rule().description()))
        .with("defaultConfiguration", Json.object().with("level", level(each)).build())
        .with("properties", Json.object().with("kind", each.kind()).build())
        .build();
  }

  private static Json invocation(Suite suite) {
    var invocation =
        Json.object()
            .with("commandLine", suite.command())
            .with("executionSuccessful", suite.count(Case.Verdict.BROKEN) == 0);
    if (suite.stopped() != null) {
      var text =
          "%s: %s; what was not seen is not decided".formatted(suite.name(), suite.stopped());
      var notification =
          Json.object().with("level", "warning").with("message", message(text)).build();
      invocation.with("toolExecutionNotifications", Json.list(List.of(notification), each -> each));
    }
    return invocation.build();
  }

  private void add(Suite suite) {
    suite.cases().stream()
        .filter(each -> each.verdict().isFinding())
        .forEach(each -> results.add(result(suite, each)));
  }

  private Json result(Suite suite, Case each) {
    var result =
        Json.object()
            .with("ruleId", each.rule().id())
            .with("ruleIndex", List.copyOf(rules.keySet()).indexOf(each.rule().id()))
            .with("level", level(each.verdict()))
            .with("message", message(each.message()))
            .with("locations", Json.list(List.of(location(suite, each)), place -> place));
    if (!each.related().isEmpty()) {
      result.with(
          "relatedLocations",
          Json.list(
              each.related(),
              place -> Json.object().with("physicalLocation", physical(place)).build()));
    }
    if (!each.steps().isEmpty()) {
      result.with("codeFlows", codeFlows(each));
    }
    return result
        .with(
            "partialFingerprints",
            Json.object().with("plimsoll/v1", fingerprint(suite, each)).build())
        .build();
  }

  /// How bad it is if the claim fails: less where it is something that should be possible.
  private static String level(Case each) {
    return each.kind().equals(Claim.Kind.SOMETIMES.toString())
            || each.verdict() == Case.Verdict.WARNED
            || each.verdict() == Case.Verdict.NEVER_SEEN
        ? "warning"
        : "error";
  }

  private static String level(Case.Verdict verdict) {
    return switch (verdict) {
      case VIOLATED, BROKEN -> "error";
      case NEVER_SEEN, WARNED -> "warning";
      case VACUOUS, PASSED, OPEN -> "note";
    };
  }

  private static Json location(Suite suite, Case each) {
    var location = physical(each);
    var logical = Json.object().with("fullyQualifiedName", suite.name()).with("kind", "module");
    return location
        .with("logicalLocations", Json.list(List.of(logical.build()), name -> name))
        .build();
  }

  private static Json.Builder physical(Case each) {
    var location = Json.object();
    var place = each.place();
    if (place != null) {
      location.with("physicalLocation", physical(place));
    }
    return location;
  }

  private static Json physical(Place place) {
    return Json.object()
        .with("artifactLocation", Json.object().with("uri", uri(place.file())).build())
        .with("region", Json.object().with("startLine", place.line()).build())
        .build();
  }

  private static Json codeFlows(Case each) {
    var locations = new ArrayList<Json>();
    for (var step : each.steps()) {
      var text = "%d %s".formatted(locations.size() + 1, step);
      var location = physical(each).with("message", message(text)).build();
      locations.add(Json.object().with("location", location).build());
    }
    var flow = Json.object().with("locations", new Json.Elements(locations, 0)).build();
    var flows = Json.object().with("threadFlows", Json.list(List.of(flow), one -> one)).build();
    return Json.list(List.of(flows), one -> one);
  }

  private static Json message(String text) {
    return Json.object().with("text", text).build();
  }

  /// A reference as RFC 3986 has it: relative to where the command was given, unless the file is
  /// named from the root.
  private static String uri(String file) {
    var path = Path.of(file);
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    try {
      return new URI(null, null, path.toString().replace('\\', '/'), null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("No path: " + file, e);
    }
  }

  private static String fingerprint(Suite suite, Case each) {
    var text = String.join("\n", each.rule().id(), suite.subject(), each.name());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
