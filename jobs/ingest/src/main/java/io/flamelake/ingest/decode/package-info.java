/**
 * What the decoders of all formats share: the interface that each implements, what a user may set
 * about them, and {@link io.flamelake.ingest.decode.ProfileTeller}, which tells the profiles and
 * stacks that a decoder has read. The formats themselves stand above it, in packages of their own.
 */
package io.flamelake.ingest.decode;
