/** Decides what is rewritten, from Iceberg's metadata alone. */
package io.flamelake.compaction.plan;
