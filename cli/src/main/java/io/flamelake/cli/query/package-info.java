/** Asks Trino and writes the answer for people and programs. */
package io.flamelake.cli.query;
