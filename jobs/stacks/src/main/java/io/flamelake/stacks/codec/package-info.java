/** How values of streams become bytes; also what is handed from job to job. */
package io.flamelake.stacks.codec;
