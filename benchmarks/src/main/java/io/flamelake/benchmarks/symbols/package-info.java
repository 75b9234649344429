/** What making and asking an index of a program costs, beside llvm-symbolizer. */
package io.flamelake.benchmarks.symbols;
