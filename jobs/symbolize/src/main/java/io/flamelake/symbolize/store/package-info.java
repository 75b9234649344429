/** Keeps programs, their debugging information and their indexes in any file system of Flink. */
package io.flamelake.symbolize.store;
