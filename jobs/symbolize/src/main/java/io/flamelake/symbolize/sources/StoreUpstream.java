package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.store.DebuginfoStore;
import java.io.IOException;

/** The store: its indexes, and those it makes of its files. */
public final class StoreUpstream implements Upstream {
  private final DebuginfoStore store;

  public StoreUpstream(DebuginfoStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public SymbolIndex load(String buildId) throws IOException {
    return store.index(buildId);
  }
}
