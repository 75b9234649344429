package io.flamelake.symbolize.index;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Says of what an index is made.
 *
 * @param buildId the build id of the file as profiles have it; empty if it has none
 * @param layers what was told, in order
 */
record IndexHeader(String buildId, List<LayerInfo> layers) {
  IndexHeader {
    if (buildId.getBytes(StandardCharsets.UTF_8).length > IndexFormat.MAX_BUILD_ID) {
      throw new IllegalArgumentException("The build id is too long: " + buildId);
    }
    layers = List.copyOf(layers);
  }
}
