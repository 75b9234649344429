/** JMH benchmarks of the SQL functions, on blocks as Trino's readers and joins make them. */
package io.flamelake.benchmarks.sql;
