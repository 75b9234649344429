/** Parquet files that are written by column. */
package io.flamelake.stacks.parquet;
