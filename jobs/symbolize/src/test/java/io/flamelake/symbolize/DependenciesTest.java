package io.flamelake.symbolize;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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

  /** What may not be known outside the packages that are named in these rules. */
  private static final String[] ENGINES = {
    "org.apache.flink..",
    "org.apache.iceberg..",
    "org.apache.kafka..",
    "io.trino..",
    "io.flamelake.catalog..",
    "io.flamelake.stacks.kafka..",
    "io.flamelake.stacks.rows..",
    "io.flamelake.stacks.types.."
  };

  /** All packages but those of the job. */
  private static final String[] PURE = {
    ROOT + ".convert..",
    ROOT + ".debuginfod..",
    ROOT + ".dwarf..",
    ROOT + ".elf..",
    ROOT + ".gopclntab..",
    ROOT + ".index..",
    ROOT + ".lists..",
    ROOT + ".resolve..",
    ROOT + ".sources..",
    ROOT + ".symtab.."
  };

  @Test
  void filesAreReadWithoutAnyEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINES)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theStoreKnowsOnlyTheFileSystemsOfAnEngine() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".store..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ENGINES).and(resideOutsideOfPackage("org.apache.flink.core.fs..")))
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
  void theJobStandsOnTheLibraryAndNotTheOtherWayRound() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".config..", ROOT + ".kafka..", ROOT + ".operators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".config..", ROOT + ".kafka..", ROOT + ".operators..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".operators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.iceberg..", "io.flamelake.catalog..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
