package io.flamelake.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final String ROOT = "io.flamelake.ingest";
  private static final String[] PURE = {
    ROOT + ".codec..",
    ROOT + ".compression..",
    ROOT + ".decode..",
    ROOT + ".delta..",
    ROOT + ".folded..",
    ROOT + ".formats..",
    ROOT + ".otlp..",
    ROOT + ".jfr..",
    ROOT + ".parca..",
    ROOT + ".pprof..",
    ROOT + ".pyroscope..",
    ROOT + ".labels..",
    ROOT + ".profile..",
    ROOT + ".record..",
    ROOT + ".stacks..",
    ROOT + ".wire.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void whatDecidesAboutContentCanBeRunWithoutAnyEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
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
  void dependenciesRunFromTheJobDownToWhatItIsMadeOf() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("job")
        .definedBy(ROOT)
        .layer("rows")
        .definedBy(ROOT + ".rows..")
        .layer("files")
        .definedBy(ROOT + ".files..")
        .layer("sink")
        .definedBy(ROOT + ".sink..")
        .layer("operators")
        .definedBy(ROOT + ".operators..")
        .layer("kafka")
        .definedBy(ROOT + ".kafka..")
        .layer("types")
        .definedBy(ROOT + ".types..")
        .layer("config")
        .definedBy(ROOT + ".config..")
        .layer("pure")
        .definedBy(PURE)
        .whereLayer("job")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("rows")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("operators")
        .mayOnlyBeAccessedByLayers("job", "rows", "sink", "kafka")
        .whereLayer("types")
        .mayOnlyBeAccessedByLayers("job", "operators", "rows")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("job", "sink")
        .whereLayer("sink")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("kafka")
        .mayOnlyBeAccessedByLayers("job")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("job", "operators", "kafka")
        .check(CLASSES);
  }

  @Test
  void noPackageIsPartOfACircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
