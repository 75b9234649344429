package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where a stack's servers listen. Kept in the state folder, so that every command finds them. */
public record Addresses(Map<PortName, Integer> ports) {
  public Addresses {
    ports = Map.copyOf(ports);
  }

  /** {@code host:port} of the broker. */
  public String kafka() {
    return hostAndPort(PortName.KAFKA);
  }

  /** {@code host:port} of the SQL engine. */
  public String trino() {
    return hostAndPort(PortName.TRINO);
  }

  /** The JDBC address of the catalog's database. */
  public String postgres() {
    return "jdbc:postgresql://" + hostAndPort(PortName.POSTGRES) + "/postgres";
  }

  /** The address of Flink's web interface and REST API. */
  public String flink() {
    return "http://" + hostAndPort(PortName.FLINK_REST);
  }

  int port(PortName name) {
    return ports.get(name);
  }

  private String hostAndPort(PortName name) {
    return Ports.HOST + ":" + ports.get(name);
  }

  void write(Path file) {
    Properties properties = new Properties();
    ports.forEach((name, port) -> properties.setProperty(name.key(), Integer.toString(port)));
    StateFolder.make(file.getParent());
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw CommandException.failed("can't write " + file + ": " + e.getMessage(), e);
    }
  }

  /** What an earlier start wrote; nothing if this state folder has never run a stack. */
  static Optional<Addresses> read(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw CommandException.failed("can't read " + file + ": " + e.getMessage(), e);
    }
    Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
    for (PortName name : PortName.values()) {
      String port = properties.getProperty(name.key(), "");
      ports.put(name, port.matches("\\d{1,5}") ? Integer.parseInt(port) : name.usual());
    }
    return Optional.of(new Addresses(ports));
  }
}
