/** Finds the functions, files, lines and inlined calls that addresses of native code stand for. */
package io.flamelake.symbolize;
