package io.flamelake.symbolize.sources;

/** A place to ask, and whether it is asked now. */
record Source(Upstream upstream, CircuitBreaker breaker) {}
