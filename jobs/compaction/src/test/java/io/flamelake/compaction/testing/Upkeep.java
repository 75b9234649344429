package io.flamelake.compaction.testing;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.History;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.rewrite.Step;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs actions on all tables as the programs do, at any time. */
public final class Upkeep {
  private final TestLake lake;
  private final List<Action> actions;
  private final Clock clock;
  private final Map<String, String> keys = new HashMap<>();

  public Upkeep(TestLake lake, List<Action> actions, Clock clock) {
    this.lake = lake;
    this.actions = actions;
    this.clock = clock;
    keys.putAll(
        Map.of(
            "compaction.seal-delay", "0 s",
            "compaction.merge-delay", "0 s",
            "compaction.lock-ttl", "0 s",
            "retention.interval", "0 s",
            "deletion.interval", "0 s",
            "compaction.sort-memory", "8 mb"));
  }

  /** Sets a key. */
  public Upkeep with(String key, String value) {
    keys.put(key, value);
    return this;
  }

  /** One run. */
  public List<TableSummary> run(Step.Listener steps) throws IOException {
    CompactionConfig config = CompactionConfig.from(lake.configuration(keys));
    Maintainer maintainer = new Maintainer(lake.catalog(), config, actions, clock, steps);
    History history = new History(lake.catalog());
    List<TableSummary> summaries = new ArrayList<>();
    for (TableDefinition table : config.tables()) {
      TableSummary done = maintainer.run(table);
      history.add(done.entries());
      summaries.add(done);
    }
    return summaries;
  }

  /** What a run would do to a table. */
  public Map<String, List<String>> plan(TableDefinition table) throws IOException {
    CompactionConfig config = CompactionConfig.from(lake.configuration(keys));
    return new Maintainer(lake.catalog(), config, actions, clock, Step.Listener.NONE).plan(table);
  }
}
