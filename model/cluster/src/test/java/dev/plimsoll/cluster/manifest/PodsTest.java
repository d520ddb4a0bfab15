package dev.plimsoll.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.cluster.node.Pod;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PodsTest {

  private static Pods.Count counted(List<Pod> pods) {
    var staying = pods.stream().filter(Pod::isActive).toList();
    var current = (int) staying.stream().filter(Rollout::isNew).count();
    return new Pods.Count(staying.size() - current, current, pods.size() - staying.size());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotedOfThePodsOnANodeIsSoInEveryState(Mutants mutant) {
    var model = new ManifestModel(mutant.cluster(), mutant.circumstance);
    var program = new Program(model);
    var stepper = new Stepper(program);
    var seen = new HashSet<List<Integer>>();
    var open = new ArrayDeque<>(program.initial());
    while (!open.isEmpty()) {
      var state = open.pop();
      if (seen.add(IntStream.of(state).boxed().toList())) {
        var view = program.view(state);
        for (var pods : model.inventory.pods()) {
          for (var node = 0; node < model.nodes.size(); node++) {
            assertThat(pods.count(view, node)).isEqualTo(counted(pods.on(view, node)));
          }
        }
        stepper.steps(state, (action, target) -> open.push(target));
      }
    }
    assertThat(seen).hasSizeGreaterThan(1);
  }
}
