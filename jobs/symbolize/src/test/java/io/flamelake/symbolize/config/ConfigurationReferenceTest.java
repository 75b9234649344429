package io.flamelake.symbolize.config;

import io.flamelake.stacks.testing.OptionsReference;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dflamelake.update=true} to write the generated part of the page anew. */
class ConfigurationReferenceTest {
  @Test
  void theDocumentationListsEveryKeyWithItsDefault() throws IOException {
    OptionsReference.check("SymbolizeOptions", SymbolizeOptions.ALL);
  }
}
