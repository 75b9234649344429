package io.flamelake.sql;

import java.util.Optional;

/**
 * A parameter of a query file, as its header describes it.
 *
 * @param name without the colon
 * @param meaning one line for people
 * @param defaultValue what it is when it is not given; empty if it must be given
 */
public record SqlParameter(String name, String meaning, Optional<String> defaultValue) {}
