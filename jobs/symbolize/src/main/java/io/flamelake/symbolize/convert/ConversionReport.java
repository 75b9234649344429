package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.dwarf.DwarfReport;
import io.flamelake.symbolize.gopclntab.GoReport;
import io.flamelake.symbolize.index.LayerInfo;
import java.util.List;

/**
 * What was made of a program's files, and what was not.
 *
 * @param buildId the best build id of the file, which the index has too
 * @param fileBytes the bytes of all files
 * @param layers what each layer told
 * @param lost why a layer can't be read, or not to its end; a sentence each
 * @param dwarf what was read of the debugging information; null if there is none
 * @param go what was read of Go's table; null if there is none
 * @param functions functions in the index
 * @param ranges disjoint ranges of frames in the index
 * @param lines disjoint ranges of lines in the index
 * @param memoryBytes bytes of memory that the index takes
 */
public record ConversionReport(
    String buildId,
    long fileBytes,
    List<LayerInfo> layers,
    List<String> lost,
    DwarfReport dwarf,
    GoReport go,
    int functions,
    int ranges,
    int lines,
    long memoryBytes) {
  ConversionReport withLost(List<String> sentences) {
    return new ConversionReport(
        buildId,
        fileBytes,
        layers,
        List.copyOf(sentences),
        dwarf,
        go,
        functions,
        ranges,
        lines,
        memoryBytes);
  }
}
