/** What stands at the beginning of a job. */
package io.flamelake.stacks.record;
