package io.flamelake.stacks.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * The keys and values that a job was given. What is wrong is told by an {@link
 * IllegalArgumentException} that names the key, its value and what it must be.
 */
public final class CheckedConfiguration {
  private static final Set<String> OTHER_PREFIXES = Set.of("catalog.", "tables.");

  private final Configuration configuration;

  /**
   * Checks that every key is known, so that a misspelt one is not silently without effect.
   *
   * @param job what knows the keys, for messages
   * @param options all that it knows beside {@code catalog.*} and {@code tables.*}
   * @param maps those of them whose key is followed by a dot and a name
   */
  public CheckedConfiguration(
      String job,
      Collection<ConfigOption<?>> options,
      Collection<ConfigOption<?>> maps,
      Map<String, String> given) {
    for (String key : given.keySet()) {
      if (!isKnown(key, options, maps)) {
        throw new IllegalArgumentException(
            "%s is not a key of the %s job; it knows %s, catalog.* and tables.*"
                .formatted(key, job, names(options)));
      }
    }
    configuration = Configuration.fromMap(given);
  }

  private static boolean isKnown(
      String key, Collection<ConfigOption<?>> options, Collection<ConfigOption<?>> maps) {
    return OTHER_PREFIXES.stream().anyMatch(key::startsWith)
        || options.stream().anyMatch(option -> key.equals(option.key()))
        || maps.stream().anyMatch(option -> key.startsWith(option.key() + "."));
  }

  private static Set<String> names(Collection<ConfigOption<?>> options) {
    Set<String> names = new TreeSet<>();
    options.forEach(option -> names.add(option.key()));
    return names;
  }

  /** The value, or the default. */
  public <T> T value(ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is '%s': %s"
              .formatted(
                  option.key(), configuration.toMap().get(option.key()), rootCause(e).getMessage()),
          e);
    }
  }

  private static Throwable rootCause(Throwable e) {
    return e.getCause() == null ? e : rootCause(e.getCause());
  }

  /** The text, or null if there is none but blanks. */
  public String text(ConfigOption<String> option) {
    String text = value(option);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** Kafka's brokers, which must be given. */
  public String servers(ConfigOption<String> option) {
    String servers = text(option);
    if (servers == null) {
      throw new IllegalArgumentException(
          option.key() + " is missing: give host:port of a Kafka broker");
    }
    return servers;
  }

  /** A number from 1 on. */
  public int count(ConfigOption<Integer> option) {
    int count = value(option);
    if (count < 1) {
      throw wrong(option, count, "at least 1");
    }
    return count;
  }

  /** A number of bytes from 1 on. */
  public long bytes(ConfigOption<MemorySize> option) {
    MemorySize size = value(option);
    if (size.getBytes() < 1) {
      throw wrong(option, size, "at least 1 byte");
    }
    return size.getBytes();
  }

  /** A number of bytes within bounds. */
  public int bytes(ConfigOption<MemorySize> option, MemorySize from, MemorySize to) {
    long bytes = value(option).getBytes();
    if (bytes < from.getBytes() || bytes > to.getBytes()) {
      throw wrong(
          option,
          bytes,
          "from " + from.toHumanReadableString() + " to " + to.toHumanReadableString());
    }
    return (int) bytes;
  }

  /** A time of a millisecond or longer. */
  public Duration positive(ConfigOption<Duration> option) {
    Duration duration = value(option);
    if (duration.toMillis() < 1) {
      throw wrong(option, duration, "longer than 0");
    }
    return duration;
  }

  /** A time from 0 on. */
  public Duration notNegative(ConfigOption<Duration> option) {
    Duration duration = value(option);
    if (duration.isNegative()) {
      throw wrong(option, duration, "at least 0");
    }
    return duration;
  }

  /** All that is given. */
  public Configuration all() {
    return configuration;
  }

  /** What to throw for a value that can't be used. */
  public static IllegalArgumentException wrong(ConfigOption<?> option, Object value, String must) {
    return new IllegalArgumentException(
        "%s is '%s', but must be %s".formatted(option.key(), value, must));
  }
}
