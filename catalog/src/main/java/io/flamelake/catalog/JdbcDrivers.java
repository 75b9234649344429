package io.flamelake.catalog;

import java.sql.Driver;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has {@link java.sql.DriverManager} know the drivers of this class loader. It looks for drivers
 * once in a process: it would not find those of the second job in a Flink process, which have a
 * class loader of their own.
 */
final class JdbcDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcDrivers.class);

  private JdbcDrivers() {}

  /** Registers them; those that are registered already stay as they are. */
  static void register() {
    ServiceLoader<Driver> drivers =
        ServiceLoader.load(Driver.class, JdbcDrivers.class.getClassLoader());
    // A driver registers itself when its class is initialized.
    drivers.stream().forEach(JdbcDrivers::initialize);
  }

  private static void initialize(ServiceLoader.Provider<Driver> driver) {
    try {
      driver.get();
    } catch (ServiceConfigurationError e) {
      LOG.warn("A JDBC driver can't be used", e);
    }
  }
}
