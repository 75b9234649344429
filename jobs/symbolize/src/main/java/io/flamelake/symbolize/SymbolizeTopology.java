package io.flamelake.symbolize;

import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.stacks.StackKey;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.rows.RejectRows;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.kafka.UploadSink;
import io.flamelake.symbolize.operators.BuildIndexesFactory;
import io.flamelake.symbolize.operators.CountLoaded;
import io.flamelake.symbolize.operators.CountResolved;
import io.flamelake.symbolize.operators.DecodeStacks;
import io.flamelake.symbolize.operators.KeepBest;
import io.flamelake.symbolize.operators.LoadBuilds;
import io.flamelake.symbolize.operators.PendingStack;
import io.flamelake.symbolize.operators.PendingStacks;
import io.flamelake.symbolize.operators.ResolveStacks;
import io.flamelake.symbolize.operators.StackChanges;
import io.flamelake.symbolize.operators.StackToResolve;
import io.flamelake.symbolize.operators.UploadedBuild;
import io.flamelake.symbolize.operators.WrittenStack;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/** How stacks without functions become rows, and better rows when debuginfo has come. */
final class SymbolizeTopology {
  private final SymbolizeConfig config;
  private final BuildIndexesFactory indexes;
  private final SymbolizeTables tables;

  SymbolizeTopology(SymbolizeConfig config, BuildIndexesFactory indexes) {
    this.config = config;
    this.indexes = indexes;
    this.tables = new SymbolizeTables(config.catalog());
  }

  void define(DataStream<RawRecord> records, DataStream<UploadedBuild> uploads) {
    SingleOutputStreamOperator<StackToResolve> decoded =
        named("decode", records.process(new DecodeStacks()));
    SingleOutputStreamOperator<WrittenStack> first = lookUp(decoded, "resolve", "count", false);

    SingleOutputStreamOperator<StackToResolve> released =
        named(
            "pending",
            first
                .getSideOutput(CountResolved.PENDING)
                .keyBy(PendingStack::buildId, Types.STRING)
                .connect(
                    load(uploads, "load-builds", true).keyBy(UploadedBuild::buildId, Types.STRING))
                .process(new PendingStacks(config.pending())));
    SingleOutputStreamOperator<WrittenStack> second =
        lookUp(released, "resolve-again", "count-again", true);

    write(
        first
            .union(second)
            .keyBy(written -> StackKey.of(written.stack()), TypeInformation.of(StackKey.class)));
    tables.writeRejects(
        rows(
            decoded.getSideOutput(DecodeStacks.REJECTS).map(new RejectRows()),
            RejectsTable.DEFINITION));
    send(second.getSideOutput(CountResolved.AGAIN), config.stacks().sink(true), "again-sink");
    send(
        load(released.getSideOutput(PendingStacks.FETCH), "fetch-builds", false),
        UploadSink.of(config),
        "fetched-sink");
  }

  private SingleOutputStreamOperator<WrittenStack> lookUp(
      DataStream<StackToResolve> stacks, String name, String countName, boolean again) {
    return named(
        countName,
        named(
                name,
                AsyncDataStream.unorderedWait(
                    stacks,
                    new ResolveStacks(indexes, config.lookUp().timeout()),
                    // Never reached: what it waits for ends by itself.
                    10 * config.lookUp().timeout().toMillis(),
                    TimeUnit.MILLISECONDS,
                    config.lookUp().capacity()))
            .process(new CountResolved(again)));
  }

  private SingleOutputStreamOperator<UploadedBuild> load(
      DataStream<UploadedBuild> builds, String name, boolean uploaded) {
    return named(
        "count-" + name,
        named(
                name,
                AsyncDataStream.unorderedWait(
                    builds,
                    new LoadBuilds(indexes, uploaded),
                    10 * config.sources().loadTimeout().toMillis(),
                    TimeUnit.MILLISECONDS,
                    config.lookUp().capacity()))
            .flatMap(new CountLoaded()));
  }

  private void write(KeyedStream<WrittenStack, StackKey> stacks) {
    tables.writeStacks(
        rows(
            named("keep-best", stacks.process(new KeepBest(config.writtenTtl())))
                .flatMap(new StackChanges()),
            StacksTable.DEFINITION));
  }

  private static DataStream<RowData> rows(
      SingleOutputStreamOperator<RowData> rows, TableDefinition table) {
    TypeInformation<RowData> type = InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema()));
    return named(table.name() + "-rows", rows.returns(type));
  }

  private static <T> void send(DataStream<T> stream, Sink<T> sink, String name) {
    stream.sinkTo(sink).uid(name).name(name);
  }

  /** The one name is the operator's uid too: savepoints are matched by it, so it never changes. */
  private static <T> SingleOutputStreamOperator<T> named(
      String name, SingleOutputStreamOperator<T> operator) {
    return operator.uid(name).name(name);
  }
}
