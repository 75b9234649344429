/** Keeps the tables of sums by hour up to date. */
package io.flamelake.compaction.hours;
