/**
 * Stacks as the jobs hand them to one another: definitions, and the frames in them. Knows no
 * engine.
 */
package io.flamelake.stacks;
