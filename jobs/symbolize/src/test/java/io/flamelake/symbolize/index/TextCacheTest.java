package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.SymbolSink;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextCacheTest {
  private static final int FUNCTIONS = 1000;

  @Test
  void givesTheTextsOfTheIndexAgainAndAgain() {
    SymbolIndex index = index("a");
    SymbolIndex other = index("b");
    TextCache cache = new TextCache(1 << 20);
    for (int round = 0; round < 2; round++) {
      for (int id = 0; id < FUNCTIONS; id++) {
        check(cache, index, id);
        check(cache, other, id);
      }
    }
    TextCache.OfIndex texts = cache.of(index);
    assertThat(texts.function(index, 7)).isSameAs(texts.function(index, 7));
  }

  @Test
  void holdsNoMoreThanItsBytesAndGivesAllTheSame() {
    SymbolIndex index = index("a");
    TextCache cache = new TextCache(10_000);
    for (int id = 0; id < FUNCTIONS; id++) {
      check(cache, index, id);
      assertThat(cache.held()).isLessThanOrEqualTo(10_000);
    }
    check(new TextCache(10), index, 1);
  }

  private static void check(TextCache cache, SymbolIndex index, int id) {
    FunctionTexts texts = cache.of(index).function(index, id);
    assertThat(texts.id()).isEqualTo(id);
    assertThat(text(texts.function())).isEqualTo(index.functionName(id));
    String systemName = index.systemName(id);
    assertThat(text(texts.systemName()))
        .isEqualTo(systemName.equals(index.functionName(id)) ? null : systemName);
    assertThat(text(texts.file())).isEqualTo(index.path(index.declarationFile(id)));
    assertThat(text(cache.of(index).path(index, index.declarationFile(id))))
        .isEqualTo(text(texts.file()));
    assertThat(cache.of(index).path(index, SymbolSink.NO_FILE)).isNull();
  }

  private static String text(byte[] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  private static SymbolIndex index(String buildId) {
    IndexBuilder sink = new IndexBuilder(IndexLimits.DEFAULT);
    sink.layer(Layer.DWARF);
    for (int i = 0; i < FUNCTIONS; i++) {
      int file = sink.file("/src/" + i % 10 + ".cc");
      int function =
          sink.function(
              buildId + i, i % 3 == 0 ? "_Z" + buildId + i : "_ZN1" + buildId + "1fEv", file, i);
      sink.range(sink.frame(function), 16L * i, 16L * i + 8);
    }
    return sink.build(buildId);
  }
}
