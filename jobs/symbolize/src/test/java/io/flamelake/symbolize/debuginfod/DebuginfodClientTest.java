package io.flamelake.symbolize.debuginfod;

import static io.flamelake.symbolize.Programs.CLONES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.Programs;
import io.flamelake.symbolize.debuginfod.HostileServer.Answer;
import io.flamelake.symbolize.store.FileKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client and servers that do all that servers should not. */
class DebuginfodClientTest {
  private static final int LIMIT = 1 << 20;

  @TempDir private Path folder;
  private HostileServer server;
  private byte[] program;

  @BeforeEach
  void readProgram() throws IOException {
    program = Programs.bytes("convert/clones");
  }

  @AfterEach
  void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void getsProgramsAndDebugFiles() throws Exception {
    byte[] debug = Programs.bytes("convert/clones-debug");
    start(
        connection ->
            connection.send(200, "", connection.path().endsWith("/debuginfo") ? debug : program));
    assertThat(fetch(FileKind.EXECUTABLE)).hasBinaryContent(program);
    assertThat(fetch(FileKind.DEBUGINFO)).hasBinaryContent(debug);
    assertThat(server.requests())
        .containsExactly("/buildid/" + CLONES + "/executable", "/buildid/" + CLONES + "/debuginfo");
  }

  @Test
  void getsBodiesInChunks() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int at = 0; at < program.length; at += 1000) {
            byte[] chunk = Arrays.copyOfRange(program, at, Math.min(program.length, at + 1000));
            connection.send(Integer.toHexString(chunk.length) + "\r\n");
            connection.send(chunk);
            connection.send("\r\n");
          }
          connection.send("0\r\n\r\n");
        });
    assertThat(fetch(FileKind.EXECUTABLE)).hasBinaryContent(program);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void tellsWhatAServerDoesNotHave(int status) throws Exception {
    start(connection -> connection.send(status, "", "not here".getBytes(UTF_8)));
    assertThat(fetch(FileKind.EXECUTABLE)).isNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doesNotReadAnEndlessPageThatSaysNotFound() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 404 X\r\n\r\n");
          sendForever(connection, new byte[8192]);
        });
    assertThat(fetch(FileKind.EXECUTABLE)).isNull();
  }

  @Test
  void asksNobodyForBuildIdsThatServersDoNotKnow() throws Exception {
    start(connection -> connection.send(200, "", program));
    assertThat(client(limits()).fetch("go/id", FileKind.EXECUTABLE, folder)).isNull();
    assertThat(client(limits()).fetch("../../secret", FileKind.EXECUTABLE, folder)).isNull();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void endsWhenTheAnswerDoesNotBegin() throws Exception {
    start(HostileServer.Connection::hold);
    failsWith(HttpTimeoutException.class, "request timed out", client(brief()));
  }

  @Test
  void endsWhenTheHeadersNeverEnd() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\n");
          sendForever(connection, "X-A: b\r\n".getBytes(UTF_8));
        });
    failsWith(IOException.class, "", client(brief()));
  }

  @Test
  void endsWhenTheBodyComesDropByDrop() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16392\r\n\r\n");
          connection.send(Arrays.copyOf(program, 100));
          connection.hold();
        });
    failsWith(HttpTimeoutException.class, "took longer than", client(brief()));
  }

  @Test
  void endsWhenTheBodyHasNoEnd() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\n\r\n");
          connection.send(program);
          sendForever(connection, new byte[8192]);
        });
    tooLarge();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 9999999", "X-DEBUGINFOD-SIZE: 99999999999999999999999"})
  void doesNotBeginToReadWhatIsTooLarge(String header) throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
          connection.hold();
        });
    tooLarge();
  }

  private void tooLarge() {
    assertThatThrownBy(() -> fetch(FileKind.EXECUTABLE))
        .isInstanceOfSatisfying(
            MalformedFileException.class, e -> assertThat(e.isBeyondLimit()).isTrue());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesABodyThatIsShorterThanItWasTold() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n");
          connection.send(program);
        });
    failsWith(IOException.class, "", client(limits()));
  }

  @Test
  void refusesABodyThatIsCutByTheLengthThatWasTold() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
          connection.send(program);
        });
    failsWith(MalformedFileException.class, "", client(limits()));
  }

  @Test
  void failsWhenTheConnectionIsResetWithinTheBody() throws Exception {
    start(
        connection -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16392\r\n\r\n");
          connection.send(Arrays.copyOf(program, 9000));
          connection.socket().setSoLinger(true, 0);
        });
    failsWith(IOException.class, "", client(limits()));
  }

  @Test
  void failsWhenTheAnswerIsNone() throws Exception {
    start(connection -> connection.send("\u0000\u0001 no protocol at all\r\n\r\n"));
    failsWith(IOException.class, "", client(brief()));
  }

  @Test
  void refusesWhatIsNoProgram() throws Exception {
    start(connection -> connection.send(200, "", "<html>Welcome".getBytes(UTF_8)));
    failsWith(MalformedFileException.class, "ELF", client(limits()));
  }

  @Test
  void refusesTheProgramOfAnotherBuild() throws Exception {
    byte[] other = Programs.bytes("dwarf/rust");
    start(connection -> connection.send(200, "", other));
    failsWith(MalformedFileException.class, "of the build eca8dfc9", client(limits()));
  }

  @Test
  void refusesAnEncodingThatItDidNotAskFor() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(program);
    }
    start(connection -> connection.send(200, "Content-Encoding: gzip\r\n", packed.toByteArray()));
    failsWith(MalformedFileException.class, "the encoding gzip", client(limits()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 418, 500, 502})
  void failsWithTheStatusOfTheServer(int status) throws Exception {
    start(connection -> connection.send(status, "", new byte[10]));
    failsWith(DebuginfodException.class, "status " + status, client(limits()));
  }

  @Test
  void tellsForHowLongTheServerWantsRest() throws Exception {
    start(connection -> connection.send(503, "Retry-After: 17\r\n", new byte[0]));
    assertThatThrownBy(() -> fetch(FileKind.EXECUTABLE))
        .isInstanceOfSatisfying(
            DebuginfodException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
  }

  @Test
  void followsRedirectsOfTheServerToItself() throws Exception {
    start(
        connection -> {
          if (connection.path().startsWith("/buildid")) {
            connection.send(302, "Location: /cache/file\r\n", new byte[0]);
          } else {
            connection.send(200, "", program);
          }
        });
    assertThat(fetch(FileKind.EXECUTABLE)).hasBinaryContent(program);
    assertThat(server.requests()).contains("/cache/file");
  }

  @Test
  void endsRedirectsThatGoRound() throws Exception {
    start(connection -> connection.send(301, "Location: " + connection.path() + "\r\n", program));
    failsWith(DebuginfodException.class, "redirects more than 3 times", client(limits()));
    assertThat(server.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://localhost:1/",
        "file:///etc/passwd",
        "http://127.0.0.1@evil.example/",
        "gopher://127.0.0.1/",
        "http://[broken",
        "//evil.example/x"
      })
  void doesNotFollowToHostsThatAreNotAllowed(String location) throws Exception {
    start(connection -> connection.send(302, "Location: " + location + "\r\n", new byte[0]));
    failsWith(DebuginfodException.class, "which is not allowed", client(limits()));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void keepsItsHeadersFromOtherHosts() throws Exception {
    try (HostileServer other =
        HostileServer.start(
            connection -> {
              boolean told = connection.headers().toString().contains("Bearer");
              connection.send(told ? 403 : 200, "", program);
            })) {
      start(
          connection -> {
            boolean told = connection.headers().contains("Authorization: Bearer key");
            String location = "Location: " + other.url() + "/x\r\n";
            connection.send(told ? 302 : 403, location, new byte[0]);
          });
      DebuginfodServer asked =
          new DebuginfodServer(
              server.url(), List.of("127.0.0.1"), Map.of("Authorization", "Bearer key"), null);
      DebuginfodClient client = new DebuginfodClient(asked, limits());
      assertThat(client.fetch(CLONES, FileKind.EXECUTABLE, folder)).hasBinaryContent(program);
    }
  }

  @Test
  void failsWhenNobodyListens() throws Exception {
    URI url;
    try (ServerSocket closed = new ServerSocket(0)) {
      url = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    failsWith(
        IOException.class,
        url.toString(),
        new DebuginfodClient(DebuginfodServer.of(url), limits()));
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    start(HostileServer.Connection::hold);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> fetch(FileKind.EXECUTABLE)).isInstanceOf(InterruptedException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private static void sendForever(HostileServer.Connection connection, byte[] bytes)
      throws IOException {
    while (true) {
      connection.send(bytes);
    }
  }

  private void start(Answer answer) throws IOException {
    server = HostileServer.start(answer);
  }

  private Path fetch(FileKind kind) throws IOException, InterruptedException {
    return client(limits()).fetch(CLONES, kind, folder);
  }

  private void failsWith(
      Class<? extends IOException> type, String message, DebuginfodClient client) {
    assertThatThrownBy(() -> client.fetch(CLONES, FileKind.EXECUTABLE, folder))
        .isInstanceOf(type)
        .hasMessageContaining(message);
    assertThat(Files.exists(folder.resolve("executable"))).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  private DebuginfodClient client(DebuginfodLimits limits) {
    return new DebuginfodClient(DebuginfodServer.of(server.url()), limits);
  }

  private static DebuginfodLimits limits() {
    Duration enough = Duration.ofSeconds(30);
    return new DebuginfodLimits(LIMIT, enough, enough, enough, 3);
  }

  private static DebuginfodLimits brief() {
    Duration brief = Duration.ofMillis(300);
    return new DebuginfodLimits(LIMIT, brief, brief, brief.multipliedBy(2), 3);
  }
}
