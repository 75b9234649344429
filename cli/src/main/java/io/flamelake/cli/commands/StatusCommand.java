package io.flamelake.cli.commands;

import io.flamelake.cli.errors.ExitCodes;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.JobStatus;
import io.flamelake.cli.stack.ServiceStatus;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.UpOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the stack. */
@Command(
    name = "status",
    description = {"Show each server and each job.", "Exit status 3 unless all of it is ready."})
public final class StatusCommand implements Callable<Integer> {
  private static final String LINE = "%-18s  %-9s  %8s  %s";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Stack stack = Stack.current();
    List<ServiceStatus> services = stack.services();
    console.print(LINE.formatted("SERVER", "HEALTH", "PID", "ADDRESS").stripTrailing());
    for (ServiceStatus service : services) {
      String pid = service.pid() == 0 ? "-" : Long.toString(service.pid());
      String line =
          LINE.formatted(service.service().title(), service.health(), pid, service.address());
      console.print(line.stripTrailing());
    }
    boolean running = true;
    for (JobName name : UpOptions.usual().jobs()) {
      JobStatus job = stack.job(name);
      printJob(name, job, console);
      running &= job.state().equals("RUNNING");
    }
    console.print("State folder: " + stack.state().home());
    boolean ready = services.stream().allMatch(ServiceStatus::isReady) && running;
    return ready ? ExitCodes.OK : ExitCodes.UNREACHABLE;
  }

  private static void printJob(JobName name, JobStatus job, Console console) {
    String title =
        name.title().substring(0, 1).toUpperCase(Locale.ROOT) + name.title().substring(1);
    if (job.id().isEmpty()) {
      console.print(title + ": none");
      return;
    }
    String restarts = job.restarts() < 0 ? "not known yet" : Long.toString(job.restarts());
    console.print(
        "%s: %s (%s), checkpoints: %d completed, %d failed, restarts: %s"
            .formatted(
                title,
                job.state(),
                job.id(),
                job.checkpoints(),
                job.failedCheckpoints(),
                restarts));
    if (!job.lastFailure().isEmpty()) {
      console.print("Last failure: " + job.lastFailure());
    }
  }
}
