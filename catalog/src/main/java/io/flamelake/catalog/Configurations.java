package io.flamelake.catalog;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads configuration from {@code --config FILE} and {@code --key value} arguments. */
public final class Configurations {
  private Configurations() {}

  /**
   * Arguments as keys and values; an argument wins over the file, a later one over an earlier one.
   *
   * @param arguments {@code --config FILE}, any number of times, and {@code --key value}
   * @throws IllegalArgumentException if an argument has no value or a file can't be read
   */
  public static Map<String, String> from(String... arguments) {
    Map<String, String> configuration = new TreeMap<>();
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String key = key(arguments[i]);
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("--" + key + " has no value");
      }
      if (key.equals("config")) {
        configuration.putAll(file(Path.of(arguments[i + 1])));
      } else {
        given.put(key, arguments[i + 1]);
      }
    }
    configuration.putAll(given);
    return configuration;
  }

  private static String key(String argument) {
    if (!argument.startsWith("--") || argument.length() == 2) {
      throw new IllegalArgumentException(
          "'%s' is not an option: give --key value or --config FILE".formatted(argument));
    }
    return argument.substring(2);
  }

  private static Map<String, String> file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("--config " + file + " can't be read: " + e, e);
    }
    Map<String, String> configuration = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(key -> configuration.put(key, properties.getProperty(key)));
    return configuration;
  }
}
