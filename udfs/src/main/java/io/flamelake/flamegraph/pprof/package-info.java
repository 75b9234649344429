/** Flame graphs of frames as pprof profiles (proto/profile.proto of github.com/google/pprof). */
package io.flamelake.flamegraph.pprof;
