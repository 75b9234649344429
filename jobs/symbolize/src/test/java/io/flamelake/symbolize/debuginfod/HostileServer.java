package io.flamelake.symbolize.debuginfod;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ServerSocketFactory;

/** A server on this machine that answers each request as a test wants it, byte by byte. */
public final class HostileServer implements Closeable {
  private final ServerSocket socket;
  private final String scheme;
  private volatile Answer answer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch changed = new CountDownLatch(1);

  /** What becomes of a connection. */
  public interface Answer {
    void write(Connection connection) throws Exception;
  }

  /** One request: its path, its headers, and the socket to answer on. */
  public record Connection(HostileServer server, String path, List<String> headers, Socket socket) {
    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    /** Sends a whole answer. */
    public void send(int status, String headers, byte[] body) throws IOException {
      send(
          "HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
              .formatted(status, body.length, headers));
      send(body);
    }

    /** Holds the connection until the server changes or is closed. */
    public void hold() throws InterruptedException {
      server.changed.await();
    }
  }

  private HostileServer(ServerSocketFactory sockets, String scheme, Answer answer)
      throws IOException {
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.answer = answer;
    threads.execute(this::accept);
  }

  public static HostileServer start(Answer answer) throws IOException {
    return new HostileServer(ServerSocketFactory.getDefault(), "http", answer);
  }

  /** Drops all connections, and answers otherwise from now on. */
  public void become(Answer other) throws IOException {
    CountDownLatch before = changed;
    changed = new CountDownLatch(1);
    answer = other;
    before.countDown();
    for (Socket each : open) {
      each.close();
    }
  }

  static HostileServer startEncrypted(ServerSocketFactory sockets, Answer answer)
      throws IOException {
    return new HostileServer(sockets, "https", answer);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket accepted = socket.accept();
        threads.execute(() -> serve(accepted));
      } catch (IOException | RejectedExecutionException e) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    open.add(accepted);
    try (accepted) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(accepted.getInputStream(), StandardCharsets.ISO_8859_1));
      String request = in.readLine();
      if (request == null) {
        return;
      }
      List<String> headers = new CopyOnWriteArrayList<>();
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        headers.add(line);
      }
      String path = request.split(" ", 3)[1];
      requests.add(path);
      answer.write(new Connection(this, path, headers, accepted));
    } catch (Exception e) {
      // The client went away, which is what many tests are about.
      return;
    } finally {
      open.remove(accepted);
    }
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
  }

  /** The paths of all requests, in their order. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    become(answer);
    threads.shutdownNow();
  }
}
