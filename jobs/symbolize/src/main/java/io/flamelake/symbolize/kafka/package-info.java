/** What the job reads from and writes to Kafka. */
package io.flamelake.symbolize.kafka;
