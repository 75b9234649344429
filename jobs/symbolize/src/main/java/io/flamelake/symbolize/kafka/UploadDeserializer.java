package io.flamelake.symbolize.kafka;

import io.flamelake.symbolize.operators.UploadedBuild;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a record's key for a build id; whether it is one is seen later. */
final class UploadDeserializer implements KafkaRecordDeserializationSchema<UploadedBuild> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<UploadedBuild> out) {
    String buildId = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    out.collect(new UploadedBuild(buildId, record.timestamp()));
  }

  @Override
  public TypeInformation<UploadedBuild> getProducedType() {
    return TypeInformation.of(UploadedBuild.class);
  }
}
