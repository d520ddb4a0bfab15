package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.dns.DnsModel;
import java.util.List;

/// The model of CoreDNS, as users find it.
public final class DnsModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "dns",
            "clients ask CoreDNS while Services change, answers are kept, and replicas restart",
            "CoreDNS v1.14, plugin/kubernetes, plugin/cache, plugin/ready; kubernetes/dns 1.1.0",
            List.of(
                Parameter.integer("creations", 1, 0, 3, "how often a Service comes, and goes"),
                Parameter.integer("flips", 1, 0, 3, "how often a pod becomes ready, or is not"),
                Parameter.integer("restarts", 1, 0, 3, "how often a replica is restarted"),
                Parameter.integer("ttl", 1, 1, 4, "ticks that addresses are kept"),
                Parameter.integer("negative-ttl", 1, 1, 4, "ticks that a missing name is kept"),
                Parameter.integer("serve-stale", 0, 0, 3, "ticks that an old answer is given"),
                Parameter.flag("publish-not-ready", false, "publishNotReadyAddresses of the pods"),
                Parameter.enumeration("bug", DnsModel.Bug.class, "a mistake to seed")),
            given ->
                new DnsModel(
                    new DnsModel.Bounds(
                        given.integer("creations"),
                        given.integer("flips"),
                        given.integer("restarts"),
                        given.integer("ttl"),
                        given.integer("negative-ttl"),
                        given.integer("serve-stale")),
                    given.flag("publish-not-ready"),
                    given.constant("bug", DnsModel.Bug.class))));
  }
}
