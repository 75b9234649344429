/** Measures the running stack. */
package io.flamelake.cli.bench;
