// Samples the stacks of its own process and writes them as pprof, without symbols: what a profiler that knows nothing
// of the program's debugging information sees.
#pragma once

#include <cstdint>
#include <string>

namespace sampler {

// Starts to sample the thread that calls, so many times a second of its CPU time.
void start(int hertz);

// Samples that were taken since the last write.
int pending();

// Writes what was sampled since the last write, as a pprof profile that is not compressed.
void write(const std::string& path);

// Writes a line for each place in the program itself that was in a profile: its offset in the file, and its address in
// the file as the dynamic loader has it.
void writeAddresses(const std::string& path);

}  // namespace sampler
