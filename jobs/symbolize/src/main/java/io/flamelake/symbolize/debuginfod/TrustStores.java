package io.flamelake.symbolize.debuginfod;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of servers that are trusted beside those of Java. */
public final class TrustStores {
  private TrustStores() {}

  /**
   * Trusts the certificates of a file (PKCS#12 or JKS), and no others.
   *
   * @param password that of the file; null if it has none
   * @throws IOException if the file can't be read as one of certificates
   */
  public static SSLContext load(Path file, char[] password) throws IOException {
    try {
      File path = file.toFile();
      KeyStore certificates = KeyStore.getInstance(path, password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(certificates);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("Could not read the certificates in " + file, e);
    }
  }
}
