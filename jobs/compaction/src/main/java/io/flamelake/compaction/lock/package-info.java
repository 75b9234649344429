/** Keeps two compactors from doing the same work. */
package io.flamelake.compaction.lock;
