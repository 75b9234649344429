/** What series have goes because somebody asks for it. */
package io.flamelake.compaction.deletion;
