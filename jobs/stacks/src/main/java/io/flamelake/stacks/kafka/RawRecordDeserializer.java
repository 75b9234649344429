package io.flamelake.stacks.kafka;

import io.flamelake.stacks.record.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes a record as it is, and counts its bytes. It looks at nothing, because an exception here
 * would make the source read the same record again and again.
 */
public final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = new byte[0];

  private final RecordBytes counted;

  /**
   * Makes one.
   *
   * @param counted is told of each record that was read
   */
  public RawRecordDeserializer(RecordBytes counted) {
    this.counted = counted;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value() == null ? NOTHING : header.value());
    }
    byte[] value = record.value() == null ? NOTHING : record.value();
    counted.read(value.length);
    out.collect(
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            headers,
            value));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
