/** Regular expressions over the text of blocks: compiled once a thread, not once a row. */
package io.flamelake.udfs.regexp;
