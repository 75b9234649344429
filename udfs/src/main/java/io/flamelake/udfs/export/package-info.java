/** The aggregates that write stacks in the formats of other tools: pprof, speedscope. */
package io.flamelake.udfs.export;
