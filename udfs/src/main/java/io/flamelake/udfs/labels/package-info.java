/** Functions on labels and profile types. */
package io.flamelake.udfs.labels;
