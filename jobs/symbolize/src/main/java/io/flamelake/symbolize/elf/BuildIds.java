package io.flamelake.symbolize.elf;

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
    if (gnu != null) {
      return gnu;
    }
    return go != null ? go : htlhash;
  }
}
