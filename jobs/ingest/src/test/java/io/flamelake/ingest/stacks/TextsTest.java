package io.flamelake.ingest.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.FrameKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  private final Texts texts = new Texts(10);

  @Test
  void agreesWithTheJdkOnWhatIsUtf8() {
    Random random = new Random(7);
    int invalid = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 0x80 | random.nextInt(128));
      }
      boolean valid =
          Arrays.equals(
              new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).as(Arrays.toString(bytes)).isEqualTo(valid);
      invalid += valid ? 0 : 1;
    }
    assertThat(invalid).isBetween(10_000, 199_000);
  }

  @Test
  void looksAtTheBytesOfAStringAndAtNoOthers() {
    byte[] data = new byte[100];
    for (int start = 0; start < 10; start++) {
      for (int length = 0; length < 60; length++) {
        for (int bad = 0; bad < data.length; bad++) {
          Arrays.fill(data, (byte) 'x');
          data[bad] = (byte) 0xff;
          boolean within = bad >= start && bad < start + length;
          assertThat(Utf8.isValid(data, start, length)).isNotEqualTo(within);
        }
      }
    }
  }

  @Test
  void cutsLongStringsBetweenCharacters() {
    byte[] data = "123456789é".getBytes(StandardCharsets.UTF_8);
    texts.reset(data, data.length);
    assertThat(texts.string(texts.add(0, data.length))).isEqualTo("123456789");
    assertThat(texts.cut()).isEqualTo(1);
  }

  @Test
  void putsWhatItMendsBehindTheProfileAndLeavesThatAsItWas() {
    byte[] data = {'a', (byte) 0xff, 'b'};
    texts.reset(data, data.length);
    int mended = texts.add(0, 3);
    int plain = texts.add(2, 1);
    assertThat(texts.string(mended)).isEqualTo("a\uFFFDb");
    assertThat(texts.string(plain)).isEqualTo("b");
    assertThat(texts.repaired()).isEqualTo(1);
    assertThat(data).containsExactly('a', 0xff, 'b');
  }

  @Test
  void comparesTheBytesThatAreStored() {
    byte[] data = "main.main xmain.main".getBytes(StandardCharsets.UTF_8);
    texts.reset(data, data.length);
    int main = texts.add(0, 9);
    assertThat(texts.areEqual(main, main)).isTrue();
    assertThat(texts.areEqual(main, texts.add(11, 9))).isTrue();
    assertThat(texts.areEqual(main, texts.add(11, 8))).isFalse();
    assertThat(texts.areEqual(main, texts.add(10, 9))).isFalse();
    assertThat(texts.areEqual(main, Texts.NONE)).isFalse();
    assertThat(texts.areEqual(Texts.NONE, main)).isFalse();
    assertThat(texts.areEqual(Texts.NONE, Texts.NONE)).isTrue();
    int cut = texts.add("0123456789a".getBytes(StandardCharsets.UTF_8));
    int other = texts.add("0123456789b".getBytes(StandardCharsets.UTF_8));
    assertThat(texts.areEqual(cut, other)).isTrue();
    int mended = texts.add(new byte[] {(byte) 0xff});
    assertThat(texts.areEqual(mended, texts.add("\uFFFD".getBytes(StandardCharsets.UTF_8))))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/src/main.go,        ,                      GO",
    "/src/main.go,        /bin/app,              GO",
    "HttpServer.java,     ,                      JVM",
    "a.PY,                ,                      PYTHON",
    "node:net,            ,                      JAVASCRIPT",
    "node:internal/a.b.c, ,                      JAVASCRIPT",
    "parser.c,            /bin/app,              NATIVE",
    "/app/x.mjs,          ,                      JAVASCRIPT",
    "main.rs,             /bin/app,              RUST",
    "fs/read.c,           [kernel.kallsyms],     KERNEL",
    ",                    [guest.kernel.text],   KERNEL",
    ",                    vmlinux-6.1,           KERNEL",
    ",                    /lib/libc.so.6,        NATIVE",
    "Makefile,            /lib/libc.so.6,        NATIVE",
    "Makefile,            ,                      ",
    "a.verylongextension, ,                      ",
    ",                    ,                      ",
  })
  void guessesKindsByNames(String file, String mapping, FrameKind kind) {
    Texts names = new Texts(1000);
    names.reset(new byte[0], 0);
    int code =
        FrameKinds.of(
            FrameKinds.ofFile(names, add(names, file)),
            FrameKinds.ofMapping(names, add(names, mapping)));
    assertThat(FrameKind.fromCode(code)).isEqualTo(kind);
  }

  private static int add(Texts names, String text) {
    return text == null ? Texts.NONE : names.add(text.getBytes(StandardCharsets.UTF_8));
  }
}
