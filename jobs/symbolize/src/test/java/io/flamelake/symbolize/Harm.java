package io.flamelake.symbolize;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.symbolize.debuginfod.HostileServer.Answer;
import io.flamelake.symbolize.debuginfod.HostileServer.Connection;
import io.flamelake.symbolize.sources.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** What a debuginfod server does to those who ask it for a build. */
enum Harm {
  SENDS_LESS_THAN_IT_SAYS(
      Unavailable.UPSTREAM_UNAVAILABLE,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n");
        connection.send(program());
      }),
  SENDS_MORE_THAN_IT_SAYS(
      Unavailable.MALFORMED,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        connection.send(program());
      }),
  SENDS_WITHOUT_END(
      Unavailable.TOO_LARGE,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        connection.send(program());
        while (true) {
          connection.send(new byte[8192]);
        }
      }),
  SAYS_THAT_IT_IS_HUGE(
      Unavailable.TOO_LARGE,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\n");
        connection.hold();
      }),
  SENDS_A_PAGE(
      Unavailable.MALFORMED, connection -> connection.send(200, "", "<html>".getBytes(UTF_8))),
  SENDS_ANOTHER_BUILD(
      Unavailable.MALFORMED,
      connection -> connection.send(200, "", Programs.bytes("convert/clones"))),
  PACKS_UNASKED(
      Unavailable.MALFORMED,
      connection -> connection.send(200, "Content-Encoding: gzip\r\n", packed(program()))),
  NEVER_ANSWERS(Unavailable.TIMEOUT, Connection::hold),
  SENDS_DROP_BY_DROP(
      Unavailable.TIMEOUT,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16392\r\n\r\n");
        connection.send(Arrays.copyOf(program(), 100));
        connection.hold();
      }),
  RESETS(
      Unavailable.UPSTREAM_UNAVAILABLE,
      connection -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16392\r\n\r\n");
        connection.send(Arrays.copyOf(program(), 9000));
        connection.socket().setSoLinger(true, 0);
      }),
  SPEAKS_NO_HTTP(
      Unavailable.UPSTREAM_UNAVAILABLE, connection -> connection.send("\0 what?\r\n\r\n")),
  IS_OVERLOADED(
      Unavailable.UPSTREAM_UNAVAILABLE, connection -> connection.send(503, "", new byte[0]));

  private static final int ID_BYTES = 20;

  private final Unavailable reason;
  private final Answer answer;

  Harm(Unavailable reason, Answer answer) {
    this.reason = reason;
    this.answer = answer;
  }

  /** What is counted for it. */
  Unavailable reason() {
    return reason;
  }

  Answer answer() {
    return answer;
  }

  /** A build of its own. */
  String buildId() {
    return HexFormat.of().formatHex(id());
  }

  private byte[] id() {
    byte[] id = HexFormat.of().parseHex(Programs.CLONES);
    id[ID_BYTES - 1] = (byte) ordinal();
    return id;
  }

  /** The program of that build: another one under its build id. */
  byte[] wellBehaved() throws IOException {
    byte[] program = program();
    byte[] known = HexFormat.of().parseHex(Programs.CLONES);
    for (int at = 0; at <= program.length - ID_BYTES; at++) {
      if (Arrays.equals(program, at, at + ID_BYTES, known, 0, ID_BYTES)) {
        System.arraycopy(id(), 0, program, at, ID_BYTES);
      }
    }
    return program;
  }

  private static byte[] program() throws IOException {
    return Programs.bytes("convert/clones");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
