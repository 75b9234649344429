/** How jobs name and register what they count. */
package io.flamelake.stacks.metrics;
