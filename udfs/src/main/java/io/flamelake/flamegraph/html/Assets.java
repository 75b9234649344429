package io.flamelake.flamegraph.html;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The parts of the page that are the same for every graph. */
final class Assets {
  static final Template PAGE = Template.parse(read("page.html"));
  static final String STYLE = read("flamegraph.css");

  /** One function around all, so that nothing but {@code window.flamelake} is global. */
  static final String SCRIPT =
      "(() => {\n'use strict';\n"
          + read("model.js")
          + read("canvas.js")
          + read("details.js")
          + read("flamegraph.js")
          + "})();\n";

  private Assets() {}

  /**
   * A hash source of a content security policy (CSP Level 3, section 2.3.1), without its prefix.
   */
  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("resource " + name + " beside " + Assets.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
