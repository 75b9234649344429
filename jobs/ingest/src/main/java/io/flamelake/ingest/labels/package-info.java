/**
 * Makes series of the labels that records, profiles and samples came with: reads them, applies
 * relabeling rules and limits, and makes ids of them. It does not know decoders; they ask it.
 */
package io.flamelake.ingest.labels;
