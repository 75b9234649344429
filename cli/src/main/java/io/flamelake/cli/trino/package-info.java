/** Talks to Trino over JDBC. */
package io.flamelake.cli.trino;
