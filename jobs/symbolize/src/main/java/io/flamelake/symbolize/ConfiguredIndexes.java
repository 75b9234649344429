package io.flamelake.symbolize;

import io.flamelake.symbolize.config.SourceConfig;
import io.flamelake.symbolize.debuginfod.DebuginfodClient;
import io.flamelake.symbolize.debuginfod.DebuginfodLimits;
import io.flamelake.symbolize.debuginfod.DebuginfodServer;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.operators.BuildIndexes;
import io.flamelake.symbolize.operators.BuildIndexesFactory;
import io.flamelake.symbolize.operators.IndexGauges;
import io.flamelake.symbolize.sources.BreakerPolicy;
import io.flamelake.symbolize.sources.FilesUpstream;
import io.flamelake.symbolize.sources.FolderFinder;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.IndexCounters;
import io.flamelake.symbolize.sources.Indexes;
import io.flamelake.symbolize.sources.IndexesOptions;
import io.flamelake.symbolize.sources.RetryPolicy;
import io.flamelake.symbolize.sources.SharedIndexes;
import io.flamelake.symbolize.sources.StoreUpstream;
import io.flamelake.symbolize.sources.Upstream;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.MetricGroup;

/**
 * The indexes of a configuration, one instance for all subtasks in a process: of the store, of
 * debuginfod servers, of a folder, in this order.
 */
final class ConfiguredIndexes implements BuildIndexesFactory {
  private static final long serialVersionUID = 1L;

  private final SourceConfig config;
  private final RetryPolicy retry;
  private final BreakerPolicy breaker;

  ConfiguredIndexes(SourceConfig config) {
    this(config, RetryPolicy.DEFAULT, BreakerPolicy.DEFAULT);
  }

  ConfiguredIndexes(SourceConfig config, RetryPolicy retry, BreakerPolicy breaker) {
    this.config = config;
    this.retry = retry;
    this.breaker = breaker;
  }

  @Override
  public BuildIndexes open(MetricGroup metrics) throws IOException {
    SharedIndexes shared = SharedIndexes.acquire(config, this::create);
    if (metrics != null) {
      IndexGauges.register(metrics, shared, config.upstreamNames());
    }
    return new Shared(shared);
  }

  private Indexes create(IndexCounters counters) throws IOException {
    DebuginfoStore store = DebuginfoStore.open(URI.create(config.store()), storeLimits(), counters);
    Path temporary = Path.of(config.temporaryFolder());
    List<Upstream> upstreams = new ArrayList<>();
    upstreams.add(new StoreUpstream(store));
    for (String url : config.debuginfod().urls()) {
      upstreams.add(FilesUpstream.of(client(URI.create(url)), store, temporary));
    }
    if (config.folder() != null) {
      FolderFinder finder = new FolderFinder(Path.of(config.folder()));
      upstreams.add(new FilesUpstream(SourceConfig.FOLDER_NAME, finder, store, temporary));
    }
    return new Indexes(upstreams, options(), counters);
  }

  private DebuginfodClient client(URI url) throws IOException {
    SourceConfig.Debuginfod servers = config.debuginfod();
    DebuginfodLimits usual = DebuginfodLimits.DEFAULT;
    return new DebuginfodClient(
        new DebuginfodServer(url, servers.redirectHosts(), servers.headers(), servers.tls()),
        new DebuginfodLimits(
            servers.maxBytes(),
            usual.connect(),
            usual.firstByte(),
            servers.timeout(),
            usual.redirects()));
  }

  private StoreLimits storeLimits() {
    StoreLimits usual = StoreLimits.DEFAULT;
    return new StoreLimits(
        usual.conversion(),
        config.maxIndexBytes(),
        usual.builds(),
        usual.temporaryBytes(),
        Path.of(config.temporaryFolder()));
  }

  private IndexesOptions options() {
    IndexesOptions usual = IndexesOptions.DEFAULT;
    return new IndexesOptions(
        config.loads(),
        usual.loads(),
        config.loadTimeout(),
        new IndexesOptions.Memory(
            config.indexMemory(),
            usual.memory().missing(),
            config.notFoundTtl(),
            usual.memory().failed()),
        retry,
        breaker);
  }

  /** What an operator asks. */
  private record Shared(SharedIndexes shared) implements BuildIndexes {
    @Override
    public CompletableFuture<IndexAnswer> get(String buildId) {
      return shared.indexes().get(buildId);
    }

    @Override
    public void refresh(String buildId) {
      shared.indexes().refresh(buildId);
    }

    @Override
    public void forget(String buildId) {
      shared.indexes().forget(buildId);
    }

    @Override
    public TextCache texts() {
      return shared.texts();
    }

    @Override
    public void close() {
      shared.close();
    }
  }
}
