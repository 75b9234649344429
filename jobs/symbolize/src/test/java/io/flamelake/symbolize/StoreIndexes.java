package io.flamelake.symbolize;

import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.operators.BuildIndexes;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The indexes of a store; what is not there is remembered for good, unless it is refreshed. */
final class StoreIndexes implements BuildIndexes {
  private final DebuginfoStore store;
  private final Map<String, CompletableFuture<IndexAnswer>> known = new ConcurrentHashMap<>();

  StoreIndexes(URI root) throws IOException {
    store = DebuginfoStore.open(root, StoreLimits.DEFAULT);
  }

  @Override
  public CompletableFuture<IndexAnswer> get(String buildId) {
    return known.computeIfAbsent(buildId, id -> CompletableFuture.supplyAsync(() -> load(id)));
  }

  private IndexAnswer load(String buildId) {
    try {
      SymbolIndex index = store.index(buildId);
      return index == null
          ? IndexAnswer.unavailable(Unavailable.NOT_FOUND, "not there")
          : IndexAnswer.found(index);
    } catch (IOException e) {
      return IndexAnswer.unavailable(Unavailable.UPSTREAM_UNAVAILABLE, e.toString());
    }
  }

  @Override
  public void refresh(String buildId) {
    known.remove(buildId);
  }

  @Override
  public void close() {
    known.clear();
  }
}
