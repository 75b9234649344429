/** Functions on the frames of one stack: pprof's filters, order, depth, groups. */
package io.flamelake.udfs.stacks;
