/** Puts functions, files, lines and inlined calls into stacks. */
package io.flamelake.symbolize.resolve;
