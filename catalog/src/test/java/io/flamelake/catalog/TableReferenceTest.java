package io.flamelake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dflamelake.update=true} to write the generated part of the page anew. */
class TableReferenceTest {
  private static final Path PAGE = Path.of("../docs/tables.md");
  private static final String START = "<!-- generated from the table classes -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void theDocumentationListsEveryColumnOfEveryTable() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("flamelake.update")) {
      page = page.substring(0, start) + TableReference.markdown() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }
    assertThat(page.substring(start, end)).isEqualTo(TableReference.markdown());
  }
}
