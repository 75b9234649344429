/** The types of streams that are serialized by a codec of ours. */
package io.flamelake.stacks.types;
