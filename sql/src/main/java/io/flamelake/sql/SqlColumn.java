package io.flamelake.sql;

/**
 * A column of a query's or a view's result.
 *
 * @param name its name
 * @param type its SQL type
 * @param meaning one line for people
 */
public record SqlColumn(String name, String type, String meaning) {}
