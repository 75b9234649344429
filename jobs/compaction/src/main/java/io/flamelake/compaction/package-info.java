/** Compaction of the lake's tables: small, unsorted files become large, sorted ones. */
package io.flamelake.compaction;
