package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.BuildId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The identities of a file.
 *
 * @param gnu the GNU build id in hexadecimal (note {@code NT_GNU_BUILD_ID}), or null
 * @param go the build id of the Go linker as it is written, or null
 * @param htlhash the hash of the file's head, tail and length, 32 hexadecimal digits: see {@link
 *     Htlhash}
 */
public record BuildIds(String gnu, String go, String htlhash) {
  /** The one by which the file is stored: GNU, else Go, else the hash. */
  public String best() {
    return all().get(0);
  }

  /**
   * Those that tell the build from others, the best first: GNU, Go, the hash. See {@link
   * BuildId#normalized}.
   */
  public List<String> all() {
    return Stream.of(gnu, go, htlhash).map(BuildId::normalized).filter(Objects::nonNull).toList();
  }
}
