package dev.plimsoll.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rules are replayed from a memo of what they read, so whatever else they looked at would be
/// frozen at its first value: the search would be silently wrong.
final class PurityTest {

  private static final String[] OUTSIDE_WORLD = {
    "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..", "javax.."
  };
  private static final String[] LOGGERS = {
    "java.util.logging..", "org.slf4j..", "java.lang.System$Logger", "org.apache.logging.."
  };
  private static final String[] THREADS = {"java.util.concurrent..", "java.lang.ref.."};

  /// Of `java.io`: what a parser of strings needs.
  private static final Set<String> STRINGS =
      Set.of(
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.Serializable",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.Reader",
          "java.io.Writer");

  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.util.random.RandomGeneratorFactory",
          "java.security.SecureRandom");

  private static final Set<String> THREAD_CLASSES =
      Set.of(
          "java.lang.Thread", "java.lang.ThreadLocal", "java.lang.ScopedValue", "java.util.Timer");

  /// Calls that ask the machine, with the class that owns them.
  private static final Set<String> CLOCKS_AND_MACHINE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.util.Collections.shuffle",
          "java.util.Collection.parallelStream",
          "java.util.stream.BaseStream.parallel");

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CHECKER", "PROPERTIES", "COUNTEREXAMPLES", "REPORTS"})
  void aModelIsAPureFunctionOfWhatItReads(Module module) {
    assertThat(module.isModel()).isTrue();
    module.packages().forEach(name -> pure(name).check(Bytecode.MAIN));
  }

  @Test
  void theCheckerTouchesNoFileNetworkOrLoggerButWhereItKeepsStates() {
    noClasses()
        .that()
        .resideInAPackage("dev.plimsoll.checker..")
        .and()
        .resideOutsideOfPackages("dev.plimsoll.checker.memory", "dev.plimsoll.checker.checkpoint")
        .should()
        .dependOnClassesThat(outsideWorld().or(JavaClass.Predicates.resideInAnyPackage(LOGGERS)))
        .check(Bytecode.MAIN);
  }

  @Test
  void theCheckerTakesChanceFromASeedAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.plimsoll.checker..")
        .should()
        .callConstructor(java.util.Random.class)
        .orShould()
        .dependOnClassesThat(
            named(
                "an unseeded source of chance",
                Set.of("java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom")))
        .orShould()
        .callMethod(Math.class, "random")
        .check(Bytecode.MAIN);
  }

  @Test
  void theRuleSeesAModelThatTouchesTheWorld() {
    var impure = new ClassFileImporter().importClasses(Impure.class);
    assertThatThrownBy(() -> pure("dev.plimsoll.architecture").check(impure))
        .hasMessageContaining("java.nio.file.Files")
        .hasMessageContaining("java.lang.System.nanoTime")
        .hasMessageContaining("java.util.Random")
        .hasMessageContaining("java.lang.Thread");
  }

  /// What no model may be.
  static final class Impure {
    static long state(java.nio.file.Path file) throws java.io.IOException {
      Thread.onSpinWait();
      return java.nio.file.Files.size(file) + System.nanoTime() + new java.util.Random(7).nextInt();
    }
  }

  private static ArchRule pure(String model) {
    return noClasses()
        .that()
        .resideInAPackage(model + "..")
        .should()
        .dependOnClassesThat(
            outsideWorld()
                .or(JavaClass.Predicates.resideInAnyPackage(LOGGERS))
                .or(JavaClass.Predicates.resideInAnyPackage(THREADS))
                .or(named("a thread", THREAD_CLASSES))
                .or(named("a source of chance", CHANCE)))
        .orShould()
        .callMethodWhere(asksTheMachine());
  }

  private static DescribedPredicate<JavaClass> outsideWorld() {
    return DescribedPredicate.and(
        JavaClass.Predicates.resideInAnyPackage(OUTSIDE_WORLD),
        DescribedPredicate.not(named("readers and writers of strings", STRINGS)));
  }

  private static DescribedPredicate<JavaClass> named(String description, Set<String> names) {
    return DescribedPredicate.describe(description, type -> names.contains(type.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> asksTheMachine() {
    return DescribedPredicate.describe(
        "asks the machine",
        call ->
            CLOCKS_AND_MACHINE.contains(call.getTargetOwner().getName() + "." + call.getName()));
  }
}
