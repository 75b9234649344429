package io.flamelake.ingest.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.pprof.PprofDecoder;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.RandomProfiles;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.StreamValues;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.types.StackTypes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamSerializersTest {
  private final TypeSerializer<SeriesProfile> profiles = serializer(StreamTypes.SERIES_PROFILE);
  private final TypeSerializer<StackDefinition> stacks = serializer(StackTypes.STACK_DEFINITION);

  @ParameterizedTest
  @MethodSource("seeds")
  void givesBackWhatTheDecoderTells(long seed) throws IOException {
    CollectedOutput told =
        CollectedOutput.of(
            new PprofDecoder(DecoderOptions.defaults()), Records.of(RandomProfiles.of(seed)));
    for (SeriesProfile profile : told.profiles) {
      assertThat(roundTrip(profiles, profile)).usingRecursiveComparison().isEqualTo(profile);
    }
    for (StackDefinition stack : told.stacks) {
      assertThat(roundTrip(stacks, stack)).usingRecursiveComparison().isEqualTo(stack);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void keepsNullsSpansTracesAndTheOrderOfLabels() throws IOException {
    SeriesProfile read = roundTrip(profiles, StreamValues.PROFILE);
    assertThat(read).usingRecursiveComparison().isEqualTo(StreamValues.PROFILE);
    assertThat(read.labels().keySet()).containsExactly("service_name", "zone", "été");
    assertThatThrownBy(() -> read.labels().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keepsTheStartOfADeltaOfTwoSnapshots() throws IOException {
    SeriesProfile delta =
        StreamValues.PROFILE.withSamples(new byte[] {0, 0}, 5, new long[] {7}, new long[] {1, 2});
    assertThat(delta.startNanos()).isEqualTo(delta.timeNanos() - 5);
    assertThat(roundTrip(profiles, delta)).usingRecursiveComparison().isEqualTo(delta);
  }

  @Test
  void handsOutOneMapForAllProfilesOfASeries() throws IOException {
    SeriesProfile first = roundTrip(profiles, StreamValues.PROFILE);
    SeriesProfile second = roundTrip(profiles, StreamValues.PROFILE);
    assertThat(second.labels()).isSameAs(first.labels());
  }

  @Test
  void readsAProfileOfVersion1() throws IOException {
    assertThat(read(profiles, StreamValues.PROFILE_BYTES_1))
        .usingRecursiveComparison()
        .isEqualTo(StreamValues.PROFILE);
    assertThat(hex(profiles, StreamValues.PROFILE)).isEqualTo(StreamValues.PROFILE_BYTES_1);
  }

  @Test
  void readsAStackOfVersion1() throws IOException {
    assertThat(read(stacks, StreamValues.STACK_BYTES_1))
        .usingRecursiveComparison()
        .isEqualTo(StreamValues.STACK);
    assertThat(hex(stacks, StreamValues.STACK)).isEqualTo(StreamValues.STACK_BYTES_1);
  }

  @Test
  void namesTheVersionThatItCantRead() {
    String later = StreamValues.STACK_BYTES_1.replaceFirst("^(.{8})01", "$163");
    assertThatThrownBy(() -> read(stacks, later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("reads version 1");
  }

  @Test
  void copiesASerializedValueWithoutReadingIt() throws IOException {
    DataOutputSerializer copied = new DataOutputSerializer(64);
    byte[] bytes = HexFormat.of().parseHex(StreamValues.PROFILE_BYTES_1);
    profiles.copy(new DataInputDeserializer(bytes), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @Test
  void isRestoredFromItsSnapshot() throws IOException {
    assertThat(restored(profiles)).isEqualTo(profiles);
    assertThat(restored(stacks)).isEqualTo(stacks).isNotEqualTo(profiles);
  }

  private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<T> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            StreamSerializersTest.class.getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
    return snapshot.restoreSerializer();
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    return read(serializer, hex(serializer, value));
  }

  private static <T> String hex(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }

  private static <T> T read(TypeSerializer<T> serializer, String hex) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(HexFormat.of().parseHex(hex)));
  }
}
