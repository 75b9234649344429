package io.flamelake.symbolize;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final String ROOT = "io.flamelake.symbolize";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void filesAreReadWithoutAnyEngine() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "org.apache.iceberg..",
            "org.apache.kafka..",
            "io.trino..",
            "io.flamelake.catalog..")
        .check(CLASSES);
  }

  @Test
  void readersKnowNeitherOneAnotherNorTheIndex() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("convert")
        .definedBy(ROOT + ".convert..")
        .layer("dwarf")
        .definedBy(ROOT + ".dwarf..")
        .layer("gopclntab")
        .definedBy(ROOT + ".gopclntab..")
        .layer("symtab")
        .definedBy(ROOT + ".symtab..")
        .layer("index")
        .definedBy(ROOT + ".index..")
        .layer("elf")
        .definedBy(ROOT + ".elf..")
        .whereLayer("convert")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("dwarf")
        .mayOnlyBeAccessedByLayers("convert")
        .whereLayer("gopclntab")
        .mayOnlyBeAccessedByLayers("convert")
        .whereLayer("symtab")
        .mayOnlyBeAccessedByLayers("convert")
        .whereLayer("index")
        .mayOnlyBeAccessedByLayers("convert")
        .whereLayer("elf")
        .mayOnlyBeAccessedByLayers("convert", "dwarf", "gopclntab", "symtab")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
