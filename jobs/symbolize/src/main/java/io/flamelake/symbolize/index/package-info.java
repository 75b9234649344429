/**
 * The immutable index of one build id: gathered from readers of debugging information, stored in
 * checksummed blocks, and asked for the frames of an address.
 */
package io.flamelake.symbolize.index;
