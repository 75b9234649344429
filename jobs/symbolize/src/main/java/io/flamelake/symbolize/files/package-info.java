/** Files of the table {@code stacks}, written by column. */
package io.flamelake.symbolize.files;
