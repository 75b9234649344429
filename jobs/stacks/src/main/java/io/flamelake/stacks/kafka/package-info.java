/** The topic through which stacks go from one job to another. */
package io.flamelake.stacks.kafka;
