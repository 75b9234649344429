/** Rows go by their age. */
package io.flamelake.compaction.retention;
