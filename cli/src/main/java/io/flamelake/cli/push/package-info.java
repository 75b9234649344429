/** Sends profiles to Kafka in the layout that the ingest job reads. */
package io.flamelake.cli.push;
