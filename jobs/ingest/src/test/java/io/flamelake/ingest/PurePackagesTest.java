package io.flamelake.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What decides about content can be run, tested and measured without any engine. */
@AnalyzeClasses(packages = "io.flamelake.ingest", importOptions = DoNotIncludeTests.class)
class PurePackagesTest {

  @ArchTest
  static final ArchRule KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage("..decode..", "..pprof..", "..labels..", "..stacks..", "..profile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.iceberg..",
              "org.apache.kafka..",
              "io.trino..",
              "io.flamelake.catalog..",
              "io.flamelake.ingest.kafka..",
              "io.flamelake.ingest.operators..",
              "io.flamelake.ingest.rows..",
              "io.flamelake.ingest.config..");
}
