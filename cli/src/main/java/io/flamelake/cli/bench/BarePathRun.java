package io.flamelake.cli.bench;

import io.flamelake.benchmarks.BarePath;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.JobJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures on this machine, now, what there is to reach: machines differ by half and a shared one
 * by as much from hour to hour, so that a ceiling from elsewhere tells only so much.
 *
 * @param time how long one measurement takes; none for no measurement
 */
record BarePathRun(JobJvm jvm, Path recordings, Rates rates, Duration time) {

  /** Profiles of a data set a second of CPU time; 0 if nothing is to be measured. */
  double profilesPerCpuSecond(DataSet set) {
    if (time.isZero()) {
      return 0;
    }
    String line =
        jvm.run(
            "bare-path",
            BarePath.class,
            List.of(
                recordings.toString(),
                String.join(",", set.kinds()),
                Integer.toString(set.services()),
                Integer.toString(set.instances()),
                Double.toString(rates.newStacks()),
                Long.toString(rates.seed()),
                Long.toString(time.toSeconds())));
    String[] fields = line.split(" ", -1);
    try {
      return Long.parseLong(fields[0]) / Double.parseDouble(fields[2]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw CommandException.failed("the bare path printed no figures: " + line, e);
    }
  }
}
