/**
 * The table definitions, views and queries of Flamelake as text with named parameters. Knows no
 * query engine.
 */
package io.flamelake.sql;
