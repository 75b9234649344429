/** The {@code flamelake} command. */
package io.flamelake.cli;
