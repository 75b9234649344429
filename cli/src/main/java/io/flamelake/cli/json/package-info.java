/** Reads and writes JSON. */
package io.flamelake.cli.json;
