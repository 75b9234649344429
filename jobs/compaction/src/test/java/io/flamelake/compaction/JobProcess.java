package io.flamelake.compaction;

import io.flamelake.catalog.Configurations;
import io.flamelake.compaction.testing.HaltingDriver;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.testing.RunningJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * The streaming job in Flink's mini cluster, as a process of its own. It goes on from the newest
 * checkpoint that an earlier one left, and ends with its standard input.
 */
final class JobProcess {
  /** The property of the folder for checkpoints. */
  static final String CHECKPOINTS = "flamelake.test.checkpoints";

  /** What it says in the end, before how many checkpoints it went on from: none or one. */
  static final String RESTORED = "checkpoints restored: ";

  private JobProcess() {}

  /** Its arguments are the job's. */
  public static void main(String[] arguments) throws Exception {
    DriverManager.registerDriver(new HaltingDriver());
    Map<String, String> configuration = Configurations.from(arguments);
    Path checkpoints = Path.of(System.getProperty(CHECKPOINTS));
    Configuration settings = JobEnvironment.settings();
    newest(checkpoints)
        .ifPresent(
            found -> settings.setString("execution.state-recovery.path", found.toUri().toString()));
    try (RunningJob job =
        new RunningJob(
            settings,
            checkpoints,
            environment ->
                new CompactionTopology(configuration, Actions::all).define(environment))) {
      System.in.readAllBytes();
      System.out.println(RESTORED + job.checkpoints("restored"));
    }
  }

  private static Optional<Path> newest(Path checkpoints) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
