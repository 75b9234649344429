/** Reads groups of files, writes them sorted, checks what was written, and commits it. */
package io.flamelake.compaction.rewrite;
