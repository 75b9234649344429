package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Chooses a free port of 127.0.0.1 for every {@link PortName}. */
final class Ports {
  static final String HOST = "127.0.0.1";

  private Ports() {}

  /**
   * Takes what the user asked for, else what this stack had last time, else the usual number; a
   * taken one of the last two kinds is moved to a free one, and {@code moved} is told.
   *
   * @throws CommandException if a port that the user asked for is taken
   */
  static Map<PortName, Integer> choose(
      Map<PortName, Integer> asked, Map<PortName, Integer> remembered, Consumer<String> moved) {
    Map<PortName, Integer> chosen = new EnumMap<>(PortName.class);
    Set<Integer> used = new HashSet<>(asked.values());
    for (PortName name : PortName.values()) {
      Integer wish = asked.get(name);
      if (wish != null) {
        requireFree(name, wish);
        chosen.put(name, wish);
        continue;
      }
      int preferred = remembered.getOrDefault(name, name.usual());
      int port = preferred;
      while (used.contains(port) || !isFree(port)) {
        port = anyFree();
      }
      if (port != preferred) {
        moved.accept("port %d for %s is taken, using %d".formatted(preferred, title(name), port));
      }
      used.add(port);
      chosen.put(name, port);
    }
    return chosen;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireFree(PortName name, int port) {
    if (port < 1 || port > 65535) {
      throw CommandException.usage("%d is no port for %s".formatted(port, title(name)));
    }
    if (!isFree(port)) {
      throw CommandException.failed(
          "port %d for %s is taken: give another one, or none to let one be chosen"
              .formatted(port, title(name)));
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw CommandException.failed("no free port on " + HOST + ": " + e.getMessage(), e);
    }
  }

  private static String title(PortName name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
