/** Prometheus' label matchers, as text and parsed. Knows nothing but Java. */
package io.flamelake.matchers;
