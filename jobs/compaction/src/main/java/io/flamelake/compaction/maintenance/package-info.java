/** What is done to tables: actions, the order and the lock in which they run, and their history. */
package io.flamelake.compaction.maintenance;
