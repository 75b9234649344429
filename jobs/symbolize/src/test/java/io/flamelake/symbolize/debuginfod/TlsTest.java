package io.flamelake.symbolize.debuginfod;

import static io.flamelake.symbolize.Programs.CLONES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.Programs;
import io.flamelake.symbolize.store.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody signed. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  @TempDir private Path files;

  @Test
  void refusesACertificateUnlessItIsTrusted() throws Exception {
    byte[] program = Programs.bytes("convert/clones");
    Path keys = keys("IP:127.0.0.1");
    try (HostileServer server = start(keys, program)) {
      assertThatThrownBy(() -> client(server, null).fetch(CLONES, FileKind.EXECUTABLE, files))
          .hasCauseInstanceOf(SSLException.class);
      assertThat(files).isEmptyDirectory();
      SSLContext trusting = TrustStores.load(keys, PASSWORD);
      assertThat(client(server, trusting).fetch(CLONES, FileKind.EXECUTABLE, files))
          .hasBinaryContent(program);
    }
  }

  @Test
  void refusesATrustedCertificateOfAnotherHost() throws Exception {
    Path keys = keys("DNS:other.example");
    try (HostileServer server = start(keys, new byte[0])) {
      SSLContext trusting = TrustStores.load(keys, PASSWORD);
      assertThatThrownBy(() -> client(server, trusting).fetch(CLONES, FileKind.EXECUTABLE, files))
          .hasCauseInstanceOf(SSLException.class);
    }
  }

  @Test
  void saysWhichFileHasNoCertificates() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "certificates");
    assertThatThrownBy(() -> TrustStores.load(text, PASSWORD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text.toString());
  }

  private static DebuginfodClient client(HostileServer server, SSLContext tls) {
    return new DebuginfodClient(
        new DebuginfodServer(server.url(), List.of(), Map.of(), tls), DebuginfodLimits.DEFAULT);
  }

  private static HostileServer start(Path keys, byte[] body) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return HostileServer.startEncrypted(
        context.getServerSocketFactory(), connection -> connection.send(200, "", body));
  }

  private Path keys(String name) throws Exception {
    Path file = folder.resolve("keys");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool, "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=test", "-ext", "san=" + name));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-keystore", file.toString()));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(made.getInputStream().readAllBytes(), UTF_8);
    assertThat(made.waitFor()).as(output).isZero();
    return file;
  }
}
