package io.flamelake.udfs;

import io.trino.spi.Plugin;
import io.trino.sql.query.QueryAssertions;
import java.util.ServiceLoader;

/** A Trino of this process with the plugin as Trino finds it, started once for all tests. */
public final class Engine {
  private static final QueryAssertions SHARED = start();

  private Engine() {}

  /** The running engine; whoever asks for it must not close it. */
  public static QueryAssertions shared() {
    return SHARED;
  }

  private static QueryAssertions start() {
    QueryAssertions engine = new QueryAssertions();
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    ServiceLoader.load(Plugin.class).stream()
        .filter(plugin -> plugin.type() == FlamelakePlugin.class)
        .forEach(plugin -> engine.addPlugin(plugin.get()));
    return engine;
  }
}
