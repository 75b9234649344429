/** The keys that configure compaction, and their checked values. */
package io.flamelake.compaction.config;
