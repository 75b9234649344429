package io.flamelake.symbolize.index;

import java.util.List;

/**
 * Says of what an index is made.
 *
 * @param buildId the build id of the file as its note has it; empty if it has none
 * @param layers what was told, in order
 */
record IndexHeader(byte[] buildId, List<LayerInfo> layers) {
  IndexHeader {
    if (buildId.length > IndexFormat.MAX_BUILD_ID) {
      throw new IllegalArgumentException("The build id has " + buildId.length + " bytes");
    }
    layers = List.copyOf(layers);
  }
}
