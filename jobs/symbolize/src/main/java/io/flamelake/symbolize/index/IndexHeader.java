package io.flamelake.symbolize.index;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Says of what an index is made.
 *
 * @param buildId the build id of the file as profiles have it; empty if it has none
 * @param layers what was told, in order
 * @param segments the load segments of the program, of which the first that has an offset holds;
 *     none if only a detached file was read
 */
record IndexHeader(String buildId, List<LayerInfo> layers, List<LoadSegment> segments) {
  IndexHeader {
    if (buildId.getBytes(StandardCharsets.UTF_8).length > IndexFormat.MAX_BUILD_ID) {
      throw new IllegalArgumentException("The build id is too long: " + buildId);
    }
    if (segments.size() > IndexFormat.MAX_SEGMENTS) {
      throw new IllegalArgumentException(segments.size() + " segments are too many");
    }
    layers = List.copyOf(layers);
    segments = List.copyOf(segments);
  }
}
