/**
 * The embedded stack: Kafka, PostgreSQL, Flink and Trino as processes of this machine, each on
 * 127.0.0.1, stopped by their own recorded process ids.
 */
package io.flamelake.cli.stack;
