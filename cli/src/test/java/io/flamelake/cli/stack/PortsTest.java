package io.flamelake.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
  private final List<String> moved = new ArrayList<>();

  @Test
  void aTakenPortIsMovedAndSaid() throws IOException {
    try (ServerSocket taken = listen()) {
      Map<PortName, Integer> remembered = Map.of(PortName.TRINO, taken.getLocalPort());
      Map<PortName, Integer> ports = Ports.choose(Map.of(), remembered, moved::add);
      assertThat(ports.get(PortName.TRINO)).isNotEqualTo(taken.getLocalPort());
      assertThat(moved)
          .contains(
              "port %d for trino is taken, using %d"
                  .formatted(taken.getLocalPort(), ports.get(PortName.TRINO)));
    }
  }

  @Test
  void aTakenPortThatWasAskedForIsAnErrorThatNamesIt() throws IOException {
    try (ServerSocket taken = listen()) {
      Map<PortName, Integer> asked = Map.of(PortName.KAFKA, taken.getLocalPort());
      assertThatThrownBy(() -> Ports.choose(asked, Map.of(), moved::add))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("port %d for kafka is taken", taken.getLocalPort());
    }
  }

  @Test
  void everyServerGetsAPortOfItsOwn() throws IOException {
    int free;
    try (ServerSocket socket = listen()) {
      free = socket.getLocalPort();
    }
    Map<PortName, Integer> asked = Map.of(PortName.KAFKA, free);
    Map<PortName, Integer> remembered = Map.of(PortName.POSTGRES, free);
    Map<PortName, Integer> ports = Ports.choose(asked, remembered, moved::add);
    assertThat(ports).containsEntry(PortName.KAFKA, free).hasSize(PortName.values().length);
    assertThat(new HashSet<>(ports.values())).hasSameSizeAs(ports.values());
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.HOST));
  }
}
