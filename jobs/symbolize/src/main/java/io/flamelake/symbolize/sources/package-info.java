/** Loads the index of a build from the first place that has it, and keeps it in memory. */
package io.flamelake.symbolize.sources;
