package io.flamelake.flamegraph.pprof;

/**
 * What a profile says of its values. Empty texts and a period of 0 are left out.
 *
 * @param sampleType what the values count, for example {@code cpu}
 * @param sampleUnit their unit, for example {@code nanoseconds}
 * @param periodType what the profiler counted between two samples
 * @param periodUnit the unit of that
 * @param period how much of it lies between two samples
 */
public record PprofHeader(
    String sampleType, String sampleUnit, String periodType, String periodUnit, long period) {}
