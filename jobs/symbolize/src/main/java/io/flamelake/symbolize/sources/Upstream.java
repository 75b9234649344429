package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;

/** Somewhere indexes come from. It is asked by several threads at once. */
public interface Upstream {
  /** What metrics and messages call it; the same for the same place. */
  String name();

  /**
   * Gets the index of a build, or makes it. It may block; it should end soon when its thread is
   * interrupted.
   *
   * @param buildId a normalized build id
   * @return null if this place does not have the build
   * @throws io.flamelake.symbolize.MalformedFileException if what it has can't be used; asking
   *     again does not help
   * @throws IOException if it could not be asked; asking again may help
   */
  SymbolIndex load(String buildId) throws IOException, InterruptedException;
}
