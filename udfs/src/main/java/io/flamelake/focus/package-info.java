/**
 * What is done to the frames of one stack: pprof's filters, coarser groups. Stacks are leaf first.
 * Knows nothing but Java.
 */
package io.flamelake.focus;
