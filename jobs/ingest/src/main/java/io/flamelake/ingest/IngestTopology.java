package io.flamelake.ingest;

import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.operators.DecodeProfiles;
import io.flamelake.ingest.operators.FirstSightOfStacks;
import io.flamelake.ingest.operators.RouteStacks;
import io.flamelake.ingest.operators.TakeDeltas;
import io.flamelake.ingest.operators.TrackSeries;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.rows.SeriesRows;
import io.flamelake.ingest.types.StreamTypes;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.StackKey;
import io.flamelake.stacks.kafka.UnresolvedTopic;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.rows.RejectRows;
import io.flamelake.stacks.rows.StackRows;
import io.flamelake.stacks.types.StackTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/** How records become rows of the five tables, and records for the symbolize job. */
final class IngestTopology {
  private final IngestConfig config;
  private final TableSinks sinks;

  IngestTopology(IngestConfig config, TableSinks sinks) {
    this.config = config;
    this.sinks = sinks;
  }

  void define(DataStream<RawRecord> records) {
    SingleOutputStreamOperator<SeriesProfile> decoded =
        named(
            "decode",
            records.process(new DecodeProfiles(config.decoding()), StreamTypes.SERIES_PROFILE));

    SingleOutputStreamOperator<SeriesProfile> tracked =
        named(
            "track-series",
            decoded
                .keyBy(SeriesProfile::seriesId, Types.LONG)
                .process(new TrackSeries(config.keptState()), StreamTypes.SERIES_PROFILE));

    // Still keyed by series: all profiles go through one chain, without another shuffle.
    SingleOutputStreamOperator<SeriesProfile> profiles =
        named(
            "take-deltas",
            DataStreamUtils.reinterpretAsKeyedStream(tracked, SeriesProfile::seriesId, Types.LONG)
                .process(new TakeDeltas(config.deltas()), StreamTypes.SERIES_PROFILE));

    SingleOutputStreamOperator<StackDefinition> stacks =
        named(
            "first-sight-of-stacks",
            decoded
                .getSideOutput(DecodeProfiles.STACKS)
                .keyBy(StackKey::of, TypeInformation.of(StackKey.class))
                .process(new FirstSightOfStacks(config.keptState()), StackTypes.STACK_DEFINITION));

    if (config.unresolvedTopic() != null) {
      stacks = sendUnresolved(stacks, config.unresolvedTopic());
    }
    sinks.writeProfiles(profiles, ProfileRows.SAMPLES);
    sinks.writeProfiles(profiles, ProfileRows.PROFILES);
    write(tracked.getSideOutput(TrackSeries.SERIES).map(new SeriesRows()), SeriesTable.DEFINITION);
    write(stacks.map(new StackRows()), StacksTable.DEFINITION);
    write(
        decoded.getSideOutput(DecodeProfiles.REJECTS).map(new RejectRows()),
        RejectsTable.DEFINITION);
  }

  /** Sends stacks that may yet get their functions to the symbolize job; the others remain. */
  private static SingleOutputStreamOperator<StackDefinition> sendUnresolved(
      DataStream<StackDefinition> stacks, UnresolvedTopic topic) {
    SingleOutputStreamOperator<StackDefinition> routed =
        named("route-stacks", stacks.process(new RouteStacks(topic), StackTypes.STACK_DEFINITION));
    routed
        .getSideOutput(RouteStacks.UNRESOLVED)
        .sinkTo(topic.sink(false))
        .uid("unresolved-stacks-sink")
        .name("unresolved-stacks-sink");
    return routed;
  }

  private void write(SingleOutputStreamOperator<RowData> rows, TableDefinition table) {
    TypeInformation<RowData> type = InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema()));
    sinks.write(named(table.name() + "-rows", rows.returns(type)), table);
  }

  /** The one name is the operator's uid too: savepoints are matched by it, so it never changes. */
  private static <T> SingleOutputStreamOperator<T> named(
      String name, SingleOutputStreamOperator<T> operator) {
    return operator.uid(name).name(name);
  }
}
