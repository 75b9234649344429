package io.flamelake.ingest.profile;

import com.dynatrace.hash4j.hashing.HashValue128;

/**
 * What all series of one message have in common; see {@link SeriesProfile}.
 *
 * @param content see {@link ProfileIds#content}
 * @param sessionId see {@code ProfileLabels}
 * @param format the name of the format that the message came in
 */
public record ProfileHead(
    String profileName,
    long timeNanos,
    long durationNanos,
    long period,
    TypeSet types,
    byte[] temporalities,
    HashValue128 content,
    long sessionId,
    String format) {}
