/**
 * Brings the values of records, gzip, zstd or plain, into one buffer. For gzip it has a reader of
 * deflate data of its own, and zlib for what that reader gives up on.
 */
package io.flamelake.ingest.compression;
