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
            ROOT + ".plan..",
            ROOT + ".sort..",
            ROOT + ".rewrite..",
            ROOT + ".remove..",
            ROOT + ".rollup..",
            ROOT + ".lock..")
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
        .layer("job")
        .definedBy(ROOT + ".job..")
        .layer("actions")
        .definedBy(ROOT + ".hours..", ROOT + ".retention..", ROOT + ".deletion..")
        .layer("maintenance")
        .definedBy(ROOT + ".maintenance..")
        .layer("config")
        .definedBy(ROOT + ".config..")
        .layer("select")
        .definedBy(ROOT + ".select..")
        .layer("rollup")
        .definedBy(ROOT + ".rollup..")
        .layer("remove")
        .definedBy(ROOT + ".remove..")
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
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("programs")
        .whereLayer("actions")
        .mayOnlyBeAccessedByLayers("programs")
        .whereLayer("maintenance")
        .mayOnlyBeAccessedByLayers("programs", "job", "actions")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("programs", "job", "actions", "maintenance")
        .whereLayer("select")
        .mayOnlyBeAccessedByLayers("programs", "actions", "config")
        .whereLayer("rollup")
        .mayOnlyBeAccessedByLayers("actions")
        .whereLayer("remove")
        .mayOnlyBeAccessedByLayers("programs", "job", "actions", "maintenance", "rollup")
        .whereLayer("rewrite")
        .mayOnlyBeAccessedByLayers("programs", "job", "maintenance", "config", "remove", "rollup")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("programs", "job", "maintenance", "config", "rewrite", "remove")
        .whereLayer("sort")
        .mayOnlyBeAccessedByLayers("programs", "job", "maintenance", "rewrite", "rollup")
        .whereLayer("lock")
        .mayOnlyBeAccessedByLayers("programs", "job", "actions", "maintenance")
        .check(CLASSES);
  }
}
