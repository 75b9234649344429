/** What profile types and the units of values mean. Knows nothing but Java. */
package io.flamelake.profile;
