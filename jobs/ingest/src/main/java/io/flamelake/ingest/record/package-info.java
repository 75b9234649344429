/**
 * A Kafka record as it came, how much it may hold, and how to say why it, or a part of it, can't be
 * used. All that reads records stands on this package; it knows no format.
 */
package io.flamelake.ingest.record;
