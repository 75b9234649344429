package io.flamelake.compaction;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final String ROOT = "io.flamelake.compaction";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void whatPlansAndSortsAndRewritesKnowsNoFlinkAndNoCatalog() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".plan..", ROOT + ".sort..", ROOT + ".rewrite..", ROOT + ".lock..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "io.flamelake.catalog..")
        .check(CLASSES);
  }

  @Test
  void dependenciesRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("programs")
        .definedBy(ROOT)
        .layer("config")
        .definedBy(ROOT + ".config..")
        .layer("rewrite")
        .definedBy(ROOT + ".rewrite..")
        .layer("plan")
        .definedBy(ROOT + ".plan..")
        .layer("sort")
        .definedBy(ROOT + ".sort..")
        .layer("lock")
        .definedBy(ROOT + ".lock..")
        .whereLayer("programs")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("programs")
        .whereLayer("rewrite")
        .mayOnlyBeAccessedByLayers("programs", "config")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("programs", "config", "rewrite")
        .whereLayer("sort")
        .mayOnlyBeAccessedByLayers("programs", "rewrite")
        .whereLayer("lock")
        .mayOnlyBeAccessedByLayers("programs")
        .check(CLASSES);
  }
}
