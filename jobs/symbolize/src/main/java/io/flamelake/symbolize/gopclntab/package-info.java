/** Functions, inlined calls and lines from the table that every Go program carries for itself. */
package io.flamelake.symbolize.gopclntab;
