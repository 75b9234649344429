/** Reads configuration: what all jobs do alike. */
package io.flamelake.stacks.config;
