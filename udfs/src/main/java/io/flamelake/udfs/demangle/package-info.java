/** Functions that demangle names, of themselves and in stacks. */
package io.flamelake.udfs.demangle;
