package io.flamelake.catalog;

import java.sql.Driver;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Has {@link java.sql.DriverManager} know the drivers of this class loader. It looks for drivers
 * once in a process: it would not find those of the second job in a Flink process, which have a
 * class loader of their own.
 */
final class JdbcDrivers {
  private JdbcDrivers() {}

  /** Registers them; those that are registered already stay as they are. */
  static void register() {
    Iterator<Driver> drivers =
        ServiceLoader.load(Driver.class, JdbcDrivers.class.getClassLoader()).iterator();
    while (drivers.hasNext()) {
      try {
        // A driver registers itself when its class is initialized.
        drivers.next();
      } catch (ServiceConfigurationError e) {
        // Not one of ours, or it will be missed when it is asked for, with its name.
        continue;
      }
    }
  }
}
