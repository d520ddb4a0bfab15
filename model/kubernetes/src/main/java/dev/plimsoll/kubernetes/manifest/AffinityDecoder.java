package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.workload.NodeAffinity;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `affinity`.
final class AffinityDecoder {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private static final Fields TERM = Fields.of("labelSelector", "topologyKey");

  private static final Fields OF_PODS =
      Fields.of(PREFERRED + "[].weight")
          .with(PREFERRED + "[].podAffinityTerm", TERM)
          .with(REQUIRED + "[]", TERM);

  static final Fields FIELDS =
      Fields.of("nodeAffinity").with("podAffinity", OF_PODS).with("podAntiAffinity", OF_PODS);

  private AffinityDecoder() {}

  static NodeAffinity ofNodes(@Nullable Affinity affinity, Position at) {
    if (affinity == null || affinity.getNodeAffinity() == null) {
      return NodeAffinity.NONE;
    }
    var ofNodes = affinity.getNodeAffinity();
    var required = ofNodes.getRequiredDuringSchedulingIgnoredDuringExecution();
    var here = at.field("nodeAffinity");
    var terms = here.descend(REQUIRED, "nodeSelectorTerms");
    if (required != null
        && (required.getNodeSelectorTerms() == null || required.getNodeSelectorTerms().isEmpty())) {
      throw terms.error("expected at least one term");
    }
    return new NodeAffinity(
        each(
            required == null ? null : required.getNodeSelectorTerms(),
            terms,
            SelectorDecoder::term),
        each(
            ofNodes.getPreferredDuringSchedulingIgnoredDuringExecution(),
            here.field(PREFERRED),
            AffinityDecoder::preferredNodes));
  }

  static PodAffinity ofPods(@Nullable Affinity affinity, Position at) {
    return affinity == null || affinity.getPodAffinity() == null
        ? PodAffinity.NONE
        : ofPods(
            affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution(),
            affinity.getPodAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(),
            at.field("podAffinity"));
  }

  static PodAffinity againstPods(@Nullable Affinity affinity, Position at) {
    return affinity == null || affinity.getPodAntiAffinity() == null
        ? PodAffinity.NONE
        : ofPods(
            affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution(),
            affinity.getPodAntiAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(),
            at.field("podAntiAffinity"));
  }

  private static PodAffinity ofPods(
      @Nullable List<PodAffinityTerm> required,
      @Nullable List<WeightedPodAffinityTerm> preferred,
      Position at) {
    return new PodAffinity(
        each(required, at.field(REQUIRED), AffinityDecoder::term),
        each(preferred, at.field(PREFERRED), AffinityDecoder::preferredPods));
  }

  private static NodeAffinity.Preferred preferredNodes(
      PreferredSchedulingTerm preferred, Position at) {
    var weight = at.field("weight").require(preferred.getWeight(), "a weight of 1 to 100");
    var preference = at.field("preference");
    var term =
        SelectorDecoder.term(preference.require(preferred.getPreference(), "a term"), preference);
    return at.field("weight").check(() -> new NodeAffinity.Preferred(weight, term));
  }

  private static PodAffinity.Preferred preferredPods(
      WeightedPodAffinityTerm preferred, Position at) {
    var weight = at.field("weight").require(preferred.getWeight(), "a weight of 1 to 100");
    var inner = at.field("podAffinityTerm");
    var term = term(inner.require(preferred.getPodAffinityTerm(), "a term"), inner);
    return at.field("weight").check(() -> new PodAffinity.Preferred(weight, term));
  }

  private static PodAffinity.Term term(PodAffinityTerm term, Position at) {
    var selector = SelectorDecoder.decode(term.getLabelSelector(), at.field("labelSelector"));
    var key = at.field("topologyKey").require(term.getTopologyKey(), "a label of nodes");
    return at.field("topologyKey").check(() -> new PodAffinity.Term(selector, key));
  }
}
