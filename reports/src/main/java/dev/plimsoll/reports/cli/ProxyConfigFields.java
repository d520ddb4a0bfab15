package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of a configuration of kube-proxy in JSON, each with its line.
///
/// They are those of recordings of the real one. Some of them stand in groups there, `config` and
/// `env`, which may be left out. `null` is as good as nothing.
final class ProxyConfigFields {

  private static final List<String> GROUPS = List.of("config", "env");

  /// What a recording says besides, or says twice.
  private static final List<String> NOT_READ =
      List.of(
          "case",
          "conntrackCleared",
          "events",
          "fullSync",
          "localDetector",
          "localDetectorIfLocal",
          "localDetectorIfNotLocal",
          "seed",
          "step",
          "steps");

  private static final List<String> READ =
      List.of(
          "conntrackTCPLiberal",
          "detectLocalArg",
          "detectLocalMode",
          "featureGates",
          "hostname",
          "ipFamily",
          "ipv6",
          "kubeProxy",
          "largeClusterMode",
          "localhostNodePorts",
          "masqueradeAll",
          "masqueradeMark",
          "nfacct",
          "nodeInterfaces",
          "nodeIP",
          "nodeLabels",
          "nodePortAddresses",
          "nodePortAddressesFlag",
          "nodeZone",
          "randomFully",
          "version");

  private final JsonSource source;
  private final Map<String, Json> fields = new LinkedHashMap<>();

  /// @param file how messages name the text
  /// @throws UnreadableException if it is not JSON, or has a field that there is not
  ProxyConfigFields(String file, String text) {
    source = new JsonSource(file);
    collect(source.members(JsonReader.read(file, text)));
  }

  /// Reads the values of fields.
  JsonSource source() {
    return source;
  }

  private void collect(Json.Members object) {
    object
        .members()
        .forEach(
            (name, value) -> {
              if (GROUPS.contains(name)) {
                collectGroup(value);
              } else if (!READ.contains(name) && !NOT_READ.contains(name)) {
                throw unknown("field", name, value, READ);
              } else if (fields.put(name, value) != null) {
                throw error(value, "expected %s once".formatted(name));
              }
            });
  }

  private void collectGroup(Json group) {
    if (!(group instanceof Json.Null)) {
      collect(source.members(group));
    }
  }

  /// The first of these fields that is there, even with `null`; null for none, or for `null`.
  @Nullable Json either(String name, String other) {
    return field(fields.containsKey(name) ? name : other);
  }

  /// The field; null for none, or for `null`.
  @Nullable Json field(String name) {
    var json = fields.get(name);
    return json instanceof Json.Null ? null : json;
  }

  /// The field as a string.
  String text(String name, String otherwise) {
    var json = field(name);
    return json == null ? otherwise : source.text(json);
  }

  /// The field as a truth value.
  boolean bool(String name, boolean otherwise) {
    var json = field(name);
    return json == null ? otherwise : source.bool(json);
  }

  /// A value that is a string, in the words of its parser where it cannot be read.
  <T> T parsed(Json json, Function<String, T> parser) {
    return parsed(json, source.text(json), parser);
  }

  /// A part of a value.
  <T> T parsed(Json json, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(json, String.valueOf(e.getMessage()));
    }
  }

  /// The refusal of a name that is not among the known ones.
  UnreadableException unknown(String kind, String name, Json json, List<String> known) {
    return error(json, String.valueOf(new UnknownNameException(kind, name, known).getMessage()));
  }

  /// The refusal of a field.
  UnreadableException error(@Nullable Json json, String problem) {
    return new UnreadableException(source.file(), json == null ? 1 : json.line(), problem);
  }
}
