package io.flamelake.cli.bench;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a process has cost so far (Linux, proc(5)).
 *
 * @param cpuSeconds CPU time of all its threads, ended ones included
 * @param threads CPU time of each live thread whose name tells that it compiles or collects
 * @param peakBytes the most memory it ever had resident
 */
record ProcessCost(double cpuSeconds, Map<String, Double> threads, long peakBytes) {
  /** The kernel counts in these on every architecture that Linux has (USER_HZ). */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  static ProcessCost of(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    Map<String, Double> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve("task"))) {
      for (Path task : tasks) {
        addThread(task, threads);
      }
      return new ProcessCost(seconds(read(proc.resolve("stat"))), threads, peak(proc));
    } catch (IOException e) {
      throw CommandException.failed("can't read " + proc + ": only Linux has it", e);
    }
  }

  private static void addThread(Path task, Map<String, Double> threads) {
    try {
      String stat = read(task.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      if (name.matches("C[12] Compiler.*")) {
        threads.put("jit " + task.getFileName(), seconds(stat));
      } else if (name.matches("(GC Thread|G1 |VM Thread).*")) {
        threads.put("gc " + task.getFileName(), seconds(stat));
      }
    } catch (IOException e) {
      // A thread that has just ended; the process keeps its time.
    }
  }

  /** The CPU time of the live threads of a group since an earlier look. */
  double secondsSince(ProcessCost before, String group) {
    return threads.entrySet().stream()
        .filter(thread -> thread.getKey().startsWith(group + " "))
        .mapToDouble(t -> t.getValue() - before.threads.getOrDefault(t.getKey(), 0.0))
        .sum();
  }

  private static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_PER_SECOND;
  }

  private static long peak(Path proc) throws IOException {
    return read(proc.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
