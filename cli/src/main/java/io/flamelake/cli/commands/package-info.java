/** One class a command: it reads options, calls what does the work and prints. */
package io.flamelake.cli.commands;
