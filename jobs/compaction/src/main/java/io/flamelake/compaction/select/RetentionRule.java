package io.flamelake.compaction.select;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long rows are kept that a selector of {@code table}, {@code service_name} and {@code
 * profile_type} matches.
 *
 * @param age empty if for ever
 */
record RetentionRule(Selector selector, Optional<Duration> age) {}
