package io.flamelake.symbolize.debuginfod;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * A server, and how it is asked.
 *
 * @param url its address, http or https, a path among it: {@code https://debuginfod.example.org}
 * @param redirectHosts hosts beside its own to which it may redirect; {@code *.example.org} stands
 *     for all below that one
 * @param headers what is sent with each request to the server itself and not after a redirect to
 *     another host, such as {@code Authorization}
 * @param tls which certificates are trusted; null for those that Java trusts
 */
public record DebuginfodServer(
    URI url, List<String> redirectHosts, Map<String, String> headers, SSLContext tls) {
  public DebuginfodServer {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "A debuginfod server is http(s)://host[:port][/path] and not " + url);
    }
    redirectHosts = List.copyOf(redirectHosts);
    headers = Map.copyOf(headers);
  }

  public static DebuginfodServer of(URI url) {
    return new DebuginfodServer(url, List.of(), Map.of(), null);
  }

  /**
   * The servers of a list with spaces between them, as the environment variable DEBUGINFOD_URLS has
   * it; what it says of signatures ({@code ima:...}) is left out.
   *
   * @throws IllegalArgumentException if one of them is no address of a server
   */
  public static List<URI> parseList(String text) {
    List<URI> urls = new ArrayList<>();
    for (String word : text.trim().split("\\s+", -1)) {
      if (!word.isEmpty() && !word.startsWith("ima:")) {
        urls.add(of(URI.create(word)).url());
      }
    }
    return List.copyOf(urls);
  }

  /** What tells it from others: host, and port and path if it has some. */
  public String name() {
    return nameOf(url);
  }

  /** The {@link #name} of the server at an address. */
  public static String nameOf(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    return url.getAuthority() + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /** Whether a request may go to an address to which the server redirects. */
  boolean allows(URI target) {
    String scheme = target.getScheme();
    boolean encrypted = "https".equalsIgnoreCase(scheme);
    boolean downgraded = "https".equalsIgnoreCase(url.getScheme()) && !encrypted;
    return target.getHost() != null
        && target.getUserInfo() == null
        && (encrypted || "http".equalsIgnoreCase(scheme))
        && !downgraded
        && (isOwn(target) || redirectHosts.stream().anyMatch(host -> matches(host, target)));
  }

  /** Whether an address is that of the server itself, port and all. */
  boolean isOwn(URI target) {
    return url.getHost().equalsIgnoreCase(target.getHost())
        && url.getPort() == target.getPort()
        && url.getScheme().equalsIgnoreCase(target.getScheme());
  }

  private static boolean matches(String allowed, URI target) {
    String host = target.getHost().toLowerCase(Locale.ROOT);
    String pattern = allowed.toLowerCase(Locale.ROOT);
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
        : host.equals(pattern);
  }

  /** The address of a file. */
  URI file(String buildId, String kind) {
    String base = url.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + "buildid/" + buildId + "/" + kind);
  }
}
