/** Rows of tables that more than one job writes. */
package io.flamelake.stacks.rows;
