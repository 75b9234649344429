/** Measures the query files in Trino, and DuckDB beside it on the same files. */
package io.flamelake.cli.bench.query;
