/** Which rows are meant: selectors of labels, ages by rules. Pure. */
package io.flamelake.compaction.select;
