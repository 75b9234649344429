package io.flamelake.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.ServiceStatus;
import io.flamelake.cli.stack.UpOptions;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A stack that was stopped, or crashed, goes on where it was. */
@Isolated("stops servers that others use")
class RestartIT {
  private static final String ROWS =
      "SELECT count(*) FROM profiles.profiles WHERE service_name LIKE 'restart-it-%'";

  private final StackFixture stack = StackFixture.shared();
  private final List<String> said = new ArrayList<>();

  @Test
  void nothingIsLostOrDoubledByStoppingAndCrashing() throws Exception {
    push("first");
    stack.awaitNumber(ROWS, 1);

    assertThat(stack.stack().down(said::add)).isTrue();
    assertThat(said).contains("ingest job stopped with a savepoint", "PostgreSQL stopped");
    assertThat(stack.stack().services()).extracting(ServiceStatus::health).containsOnly("stopped");

    up();
    assertThat(said).anyMatch(line -> line.matches("ingest job runs, going on from savepoint-.*"));
    push("second");
    stack.awaitNumber(ROWS, 2);

    stack.stack().kill(ServiceName.JOBMANAGER);
    stack.stack().kill(ServiceName.POSTGRES);
    push("third");
    said.clear();
    up();
    assertThat(said).contains("PostgreSQL of an earlier run is gone without having been stopped");
    assertThat(said).anyMatch(line -> line.matches("ingest job runs, going on from chk-\\d+"));
    stack.awaitNumber(ROWS, 3);
    assertThat(stack.number(ROWS.replace("count(*)", "count(DISTINCT (profile_id, profile_type))")))
        .isEqualTo(3);
  }

  private void up() {
    assertThat(stack.stack().up(UpOptions.usual(), said::add)).isEqualTo(stack.addresses());
  }

  private void push(String name) throws Exception {
    byte[] pprof =
        Files.readAllBytes(Checkout.current().exampleProfiles().resolve("java/cpu-00000.pb.gz"));
    String labels = "{service_name=\"restart-it-%s\"}".formatted(name);
    stack.pushPprof(Pprof.at(Instant.now(), pprof), labels).get();
  }
}
