package io.flamelake.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has cost so far (Linux, proc(5)).
 *
 * @param cpu CPU time of all its threads
 * @param peakBytes the most memory it ever had resident, 0 where the system does not say
 */
record ProcessCost(Duration cpu, long peakBytes) {
  static ProcessCost of(ProcessHandle process) {
    return new ProcessCost(
        process.info().totalCpuDuration().orElse(Duration.ZERO), peak(process.pid()));
  }

  private static long peak(long pid) {
    try {
      return Files.readAllLines(
              Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1)
          .stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
