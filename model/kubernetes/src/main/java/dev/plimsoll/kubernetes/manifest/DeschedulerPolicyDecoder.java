package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.DeschedulerPolicy.Profile;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a DeschedulerPolicy: kubernetes-sigs/descheduler, `pkg/api/v1alpha2/types.go` and the
/// `types.go` and `defaults.go` of the plugins, v0.30.
final class DeschedulerPolicyDecoder {

  private static final String CONSTRAINTS = "constraints";
  private static final String SOFT_CONSTRAINTS = "includeSoftConstraints";
  private static final String PREFER_NO_SCHEDULE = "includePreferNoSchedule";
  private static final String NODE_FIT = "nodeFit";

  static final Fields FIELDS =
      MetadataDecoder.FIELDS
          .with(
              "profiles[]",
              Fields.of("name", "plugins.deschedule.enabled", "plugins.balance.enabled"))
          .with("profiles[].pluginConfig[]", new Fields.ByValue(DeschedulerPolicyDecoder::config));

  private DeschedulerPolicyDecoder() {}

  private static Fields config(JsonNode config) {
    return switch (config.path("name").asText()) {
      case DeschedulerPolicy.DEFAULT_EVICTOR -> arguments(NODE_FIT);
      case DeschedulerPolicy.REMOVE_PODS_VIOLATING_NODE_TAINTS -> arguments(PREFER_NO_SCHEDULE);
      case DeschedulerPolicy.REMOVE_PODS_VIOLATING_TOPOLOGY_SPREAD_CONSTRAINT ->
          arguments(CONSTRAINTS, SOFT_CONSTRAINTS);
      case DeschedulerPolicy.REMOVE_DUPLICATES -> arguments();
      default -> new Fields.None();
    };
  }

  private static Fields arguments(String... names) {
    return Fields.of("name").with("args", Fields.of(names));
  }

  /// The text of a policy.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Policy(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata,
      @Nullable List<ProfileText> profiles) {}

  /// The text of a profile.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProfileText(
      @Nullable String name,
      @Nullable List<PluginConfig> pluginConfig,
      @Nullable Plugins plugins) {}

  /// Arguments of a plugin.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PluginConfig(@Nullable String name, @Nullable JsonNode args) {}

  /// Plugins by what they extend.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Plugins(@Nullable PluginSet deschedule, @Nullable PluginSet balance) {}

  /// Names of plugins.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PluginSet(@Nullable List<String> enabled) {}

  static DeschedulerPolicy decode(Policy policy, Position object) {
    var metadata = policy.metadata();
    return new DeschedulerPolicy(
        metadata == null || metadata.getName() == null
            ? DeschedulerPolicy.UNNAMED
            : MetadataDecoder.decodeOfCluster(metadata, object),
        each(policy.profiles(), object.field("profiles"), DeschedulerPolicyDecoder::profile));
  }

  private static Profile profile(ProfileText profile, Position at) {
    var name = at.field("name").require(profile.name(), "a name");
    var plugins = profile.plugins();
    var there = at.field("plugins");
    var configs =
        each(profile.pluginConfig(), at.field("pluginConfig"), DeschedulerPolicyDecoder::arguments);
    return new Profile(
        name,
        enabled(plugins == null ? null : plugins.deschedule(), there.field("deschedule")),
        enabled(plugins == null ? null : plugins.balance(), there.field("balance")),
        constraints(
            of(DeschedulerPolicy.REMOVE_PODS_VIOLATING_TOPOLOGY_SPREAD_CONSTRAINT, configs, at)),
        flag(
            of(DeschedulerPolicy.REMOVE_PODS_VIOLATING_NODE_TAINTS, configs, at),
            PREFER_NO_SCHEDULE),
        flag(of(DeschedulerPolicy.DEFAULT_EVICTOR, configs, at), NODE_FIT));
  }

  /// Arguments and where they are.
  private record Arguments(String plugin, JsonNode values, Position at) {}

  private static Arguments arguments(PluginConfig config, Position at) {
    var plugin = at.field("name").require(config.name(), "the name of a plugin");
    var here = at.field("args");
    var args = config.args();
    if (args == null || args.isNull()) {
      return new Arguments(plugin, MissingNode.getInstance(), here);
    }
    if (!args.isObject()) {
      throw here.error("expected arguments by name, found " + ManifestReader.found(args));
    }
    return new Arguments(plugin, args, here);
  }

  /// The first of the plugin, as `getPluginConfig` of `pkg/descheduler/policyconfig.go`; none where
  /// it has none.
  private static Arguments of(String plugin, List<Arguments> configs, Position at) {
    return configs.stream()
        .filter(config -> config.plugin().equals(plugin))
        .findFirst()
        .orElse(new Arguments(plugin, MissingNode.getInstance(), at));
  }

  private static List<String> enabled(@Nullable PluginSet plugins, Position at) {
    return plugins == null
        ? List.of()
        : each(plugins.enabled(), at.field("enabled"), (plugin, _) -> plugin);
  }

  private static boolean flag(Arguments arguments, String name) {
    var value = arguments.values().path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw arguments
          .at()
          .field(name)
          .error("expected true or false, found " + ManifestReader.found(value));
    }
    return value.asBoolean();
  }

  /// Hard constraints only by default; soft ones too by either of two arguments, of which later
  /// releases have the first.
  private static Set<WhenUnsatisfiable> constraints(Arguments arguments) {
    if (flag(arguments, SOFT_CONSTRAINTS)) {
      return EnumSet.allOf(WhenUnsatisfiable.class);
    }
    var at = arguments.at().field(CONSTRAINTS);
    var given = arguments.values().path(CONSTRAINTS);
    if (!given.isMissingNode() && !given.isNull() && !given.isArray()) {
      throw at.error("expected a list, found " + ManifestReader.found(given));
    }
    var constraints = EnumSet.noneOf(WhenUnsatisfiable.class);
    for (var i = 0; i < given.size(); i++) {
      constraints.add(at.index(i).constant(WhenUnsatisfiable.class, given.get(i).asText()));
    }
    return constraints.isEmpty() ? EnumSet.of(WhenUnsatisfiable.DO_NOT_SCHEDULE) : constraints;
  }
}
