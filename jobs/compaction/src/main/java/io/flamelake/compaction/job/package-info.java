/** The operators of the streaming job, which only call what {@code maintenance} has. */
package io.flamelake.compaction.job;
