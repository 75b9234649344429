package io.flamelake.cli.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.flamelake.cli.stack.Checkout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PprofTimeTest {
  private static final long TIME = 1_700_000_000_123_456_789L;
  private static final long OTHER = 1_800_000_000_987_654_321L;

  @Test
  void readsTheTimeOfARecordedProfile() throws IOException {
    byte[] profile = Files.readAllBytes(recorded());
    assertThat(PprofTime.read(profile)).isEqualTo(protobufTime(gunzip(profile)));
  }

  @Test
  void aReplacedTimeIsWhatAProtobufReaderSees() throws IOException {
    byte[] moved = PprofTime.replace(Files.readAllBytes(recorded()), OTHER);
    assertThat(PprofTime.read(moved)).isEqualTo(OTHER);
    assertThat(protobufTime(gunzip(moved))).isEqualTo(OTHER);
  }

  @Test
  void replacesTheTimeInEachCompression() throws IOException {
    byte[] plain = message(TIME);
    for (byte[] profile : new byte[][] {plain, gzip(plain), Zstd.compress(plain)}) {
      assertThat(PprofTime.read(profile)).isEqualTo(TIME);
      assertThat(PprofTime.read(PprofTime.replace(profile, OTHER))).isEqualTo(OTHER);
    }
  }

  @Test
  void aProfileWithoutTimeHasTimeZero() throws IOException {
    assertThat(PprofTime.read(new byte[0])).isZero();
  }

  @Test
  void whatIsNoProfileIsToldSo() {
    byte[] text = "this is a text, not a profile".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PprofTime.read(text)).isInstanceOf(IOException.class);
  }

  private static Path recorded() {
    return Checkout.current().exampleProfiles().resolve("go/cpu-00000.pb.gz");
  }

  private static byte[] message(long time) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(6, "a text");
    out.writeFixed64(20, 1);
    out.writeFixed32(21, 1);
    out.writeInt64(9, time);
    out.flush();
    return bytes.toByteArray();
  }

  private static long protobufTime(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    long time = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 9) {
        time = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return time;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(bytes);
    }
    return gzip.toByteArray();
  }

  private static byte[] gunzip(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
