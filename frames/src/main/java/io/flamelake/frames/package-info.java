/** What frames of stacks are called; knows nothing but Java. */
package io.flamelake.frames;
