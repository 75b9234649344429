/** What the demo and the benchmark do with the running stack. */
package io.flamelake.cli.demo;
