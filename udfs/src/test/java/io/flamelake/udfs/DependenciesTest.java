package io.flamelake.udfs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
        .resideInAnyPackage("java..", "io.flamelake.flamegraph..")
        .check(CLASSES);
  }

  @Test
  void thePluginNeedsOnlyWhatTrinoGivesEveryPlugin() {
    classes()
        .that()
        .resideInAPackage("io.flamelake.udfs..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.trino.spi..",
            "io.airlift.slice..",
            "io.flamelake.flamegraph..",
            "io.flamelake.udfs..")
        .check(CLASSES);
  }
}
