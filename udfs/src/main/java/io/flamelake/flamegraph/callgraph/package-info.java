/** Which functions call which, and what that costs. */
package io.flamelake.flamegraph.callgraph;
