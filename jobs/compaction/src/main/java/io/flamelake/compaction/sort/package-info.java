/** Sorts any number of rows of any table in a stated amount of memory. */
package io.flamelake.compaction.sort;
