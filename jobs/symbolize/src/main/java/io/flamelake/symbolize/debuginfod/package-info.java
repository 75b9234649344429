/** Gets programs and debugging information from debuginfod servers, none of which is trusted. */
package io.flamelake.symbolize.debuginfod;
