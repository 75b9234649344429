package io.flamelake.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameLabelTest {
  private final FrameLabel label = new FrameLabel();

  @Test
  void showsAnAddressWithinTheBaseNameOfItsFile() {
    assertThat(address("/usr/lib/libc.so.6", 0x2a1b3)).isEqualTo("libc.so.6+0x2a1b3");
    assertThat(address("[vdso]", 0)).isEqualTo("[vdso]+0x0");
    assertThat(address("x".repeat(500), 1)).isEqualTo("x".repeat(500) + "+0x1");
  }

  @Test
  void showsAnAddressWithoutAFileAsUnsignedHexadecimal() {
    label.address(-1);
    assertThat(text()).isEqualTo("0xffffffffffffffff");
    label.address(0x10);
    assertThat(text()).isEqualTo("0x10");
    assertThat(address("/only/a/directory/", 0xabc)).isEqualTo("0xabc");
  }

  @Test
  void showsThatNothingIsKnown() {
    label.unknown();
    assertThat(text()).isEqualTo("[unknown]");
  }

  @Test
  void callsAFrameByItsFunctionElseByItsAddress() {
    assertThat(label.of("main", "/lib/libc.so.6", 16L)).isEqualTo("main");
    assertThat(label.of("", "/lib/libc.so.6", 16L)).isEqualTo("libc.so.6+0x10");
    assertThat(label.of(null, "", 16L)).isEqualTo("0x10");
    assertThat(label.of(null, null, -1L)).isEqualTo("0xffffffffffffffff");
    assertThat(label.of(null, "/lib/libc.so.6", null)).isEqualTo("[unknown]");
  }

  private String address(String mapping, long address) {
    byte[] bytes = ("..." + mapping + "...").getBytes(UTF_8);
    label.address(bytes, 3, bytes.length - 6, address);
    return text();
  }

  private String text() {
    return new String(label.bytes(), 0, label.length(), UTF_8);
  }
}
