package io.flamelake.cli.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one server.
 *
 * @param java the JVM
 * @param arguments what follows it
 * @param environment added to this process's own
 * @param directory the working directory
 */
record Launch(
    ServiceName service,
    Path java,
    List<String> arguments,
    Map<String, String> environment,
    Path directory) {}
