package dev.plimsoll.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModulesTest {

  private static final Set<String> KINDS =
      Set.of("util", "utils", "common", "impl", "helper", "helpers", "manager", "misc", "internal");

  @ParameterizedTest
  @EnumSource
  void aModuleNamesOnlyClassesOfTheModulesItMayUse(Module module) {
    var others =
        Arrays.stream(Module.values())
            .filter(other -> !module.mayUse(other))
            .flatMap(other -> other.packages().stream().map(name -> name + ".."))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAnyPackage(
            module.packages().stream().map(name -> name + "..").toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat(outside(others))
        .check(Bytecode.MAIN);
  }

  @Test
  void packagesDependOnOneAnotherInNoCycle() {
    slices().matching("dev.plimsoll.(**)").should().beFreeOfCycles().check(Bytecode.MAIN);
  }

  @Test
  void everyMainSourceIsSeenByTheRules() {
    var seen = Bytecode.MAIN.stream().map(JavaClass::getName).toList();
    assertThat(seen).containsAll(Sources.mainJava().stream().map(Sources::typeName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyModuleIsSeenByTheRules(Module module) {
    assertThat(Files.exists(Sources.root().resolve(module.folder).resolve("pom.xml"))).isTrue();
    assertThat(Bytecode.MAIN.stream().map(JavaClass::getPackageName))
        .containsAll(module.packages());
  }

  @Test
  void everyMainClassBelongsToAModule() {
    var modules =
        Arrays.stream(Module.values()).flatMap(module -> module.packages().stream()).toList();
    assertThat(Bytecode.MAIN)
        .allMatch(
            type ->
                modules.stream()
                    .anyMatch(module -> (type.getPackageName() + ".").startsWith(module + ".")));
  }

  @Test
  void everyPackageIsNullMarked() {
    var packages = packages();
    assertThat(packages).hasSizeGreaterThanOrEqualTo(Module.values().length);
    assertThat(packages)
        .allSatisfy(
            name ->
                assertThat(
                        Bytecode.MAIN.containPackage(name)
                            && Bytecode.MAIN.getPackage(name).isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info.java with @NullMarked", name)
                    .isTrue());
  }

  @Test
  void noPackageIsNamedAfterAKindOfThing() {
    assertThat(packages())
        .allSatisfy(
            name -> assertThat(List.of(name.split("\\."))).doesNotContainAnyElementsOf(KINDS));
  }

  private static List<String> packages() {
    return Sources.mainJava().stream()
        .map(Sources::typeName)
        .map(type -> type.substring(0, type.lastIndexOf('.')))
        .distinct()
        .toList();
  }

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    if (packages.length == 0) {
      return DescribedPredicate.alwaysTrue();
    }
    return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages));
  }
}
