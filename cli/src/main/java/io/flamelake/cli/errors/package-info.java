/** How a command ends when it can't do what it was asked to. */
package io.flamelake.cli.errors;
