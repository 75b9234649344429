/** Removes rows that an expression matches, and adds files in the same commit. */
package io.flamelake.compaction.remove;
