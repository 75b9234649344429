package io.flamelake.ingest.decode;

/**
 * Why a record, or a part of one, was not used.
 *
 * @param message one line for a person: what is wrong, where, and what to do
 */
public record Rejection(Reason reason, String message) {}
