/** Keeps tables of sums by hour exact: what changed, summed anew within bounded memory. */
package io.flamelake.compaction.rollup;
