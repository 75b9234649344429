/** Looks at debugging information, and brings it to where the symbolize job finds it. */
package io.flamelake.cli.debuginfo;
