package dev.plimsoll.reports.html.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ExcerptTest {

  record Pod(int uid, boolean deleting, boolean ready, List<String> finalizers) {}

  private static final Value POD = Values.of(new Pod(1, false, true, List.of("kubelet")));

  @Test
  void thePiecesOfAValueAreItsText() {
    assertThat(text(Excerpt.phrases(POD, 200))).isEqualTo(POD.toString());
  }

  @Test
  void whatSaysSomethingIsLoud() {
    assertThat(Excerpt.phrases(POD, 200).stream().filter(phrase -> !phrase.quiet()))
        .extracting(Phrase::text)
        .containsExactly("1", "true", "kubelet");
  }

  @Test
  void aGreatValueIsCutInPiecesAsWell() {
    var many = Values.of(Collections.nCopies(100_000, "word"));
    assertThat(text(Excerpt.phrases(many, 50))).hasSizeLessThan(70).endsWith("… more");
  }

  @Test
  void aBriefTextEndsWithTheSignAlone() {
    assertThat(Excerpt.brief("scheduler: bind a pod", 9)).isEqualTo("scheduler…");
    assertThat(Excerpt.brief("scheduler", 9)).isEqualTo("scheduler");
  }

  private static String text(List<Phrase> phrases) {
    return phrases.stream().map(Phrase::text).collect(Collectors.joining());
  }
}
