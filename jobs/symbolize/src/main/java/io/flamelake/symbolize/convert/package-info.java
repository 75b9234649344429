/** Makes the index of a program of all that its files tell. */
package io.flamelake.symbolize.convert;
