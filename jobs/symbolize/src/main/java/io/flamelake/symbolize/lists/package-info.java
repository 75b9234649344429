/** Growing lists of numbers, without an object for each. */
package io.flamelake.symbolize.lists;
