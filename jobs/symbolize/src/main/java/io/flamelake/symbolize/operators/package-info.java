/** The steps of the job; what they decide about stacks and builds is decided elsewhere. */
package io.flamelake.symbolize.operators;
