package io.flamelake.udfs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flamelake");

  @Test
  void flameGraphsKnowNothingButJava() {
    classes()
        .that()
        .resideInAPackage("io.flamelake.flamegraph..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.flamelake.flamegraph..", "io.flamelake.frames..")
        .check(CLASSES);
  }

  @Test
  void whatIsAskedOfStacksLabelsAndTypesKnowsNothingButJava() {
    for (String part : List.of("focus", "matchers", "profile")) {
      classes()
          .that()
          .resideInAPackage("io.flamelake." + part + "..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.flamelake." + part + "..")
          .check(CLASSES);
    }
  }

  @Test
  void thePluginNeedsOnlyRe2BesidesWhatTrinoGivesEveryPlugin() {
    classes()
        .that()
        .resideInAPackage("io.flamelake.udfs..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.trino.spi..",
            "io.trino.re2j..",
            "io.airlift.slice..",
            "io.flamelake.demangle..",
            "io.flamelake.flamegraph..",
            "io.flamelake.frames..",
            "io.flamelake.matchers..",
            "io.flamelake.profile..",
            "io.flamelake.regexp..",
            "io.flamelake.focus..",
            "io.flamelake.udfs..")
        .check(CLASSES);
  }
}
