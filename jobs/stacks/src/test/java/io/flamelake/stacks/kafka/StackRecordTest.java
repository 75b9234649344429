package io.flamelake.stacks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.stacks.testing.TestFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackRecordTest {
  private final StackRecord reader = new StackRecord();

  @Test
  void readsWhatIsSent() {
    for (int seed = 0; seed < 100; seed++) {
      StackDefinition stack = stack(seed);
      assertThat(reader.read(record(stack, false).value()))
          .usingRecursiveComparison()
          .isEqualTo(stack);
    }
  }

  @Test
  void givesAStackTheSameKeyAlwaysAndMarksRewrites() {
    ProducerRecord<byte[], byte[]> first = record(stack(1), false);
    ProducerRecord<byte[], byte[]> second = record(stack(1), true);
    assertThat(second.key()).isEqualTo(first.key()).isNotEqualTo(record(stack(2), false).key());
    assertThat(first.headers().lastHeader(StackRecord.REWRITE)).isNull();
    assertThat(second.headers().lastHeader(StackRecord.REWRITE)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 20, 30})
  void refusesARecordThatIsCut(int length) {
    byte[] cut = Arrays.copyOf(record(stack(3), false).value(), length);
    assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(MalformedStackException.class);
  }

  @Test
  void refusesDamagedRecordsInOneWayAndGoesOn() {
    Random random = new Random(5);
    byte[] good = record(stack(4), false).value();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        reader.read(damaged);
      } catch (MalformedStackException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("the record is not a stack");
      }
    }
    assertThat(refused).isPositive();
    assertThat(reader.read(good).stackId()).isEqualTo(4);
  }

  @Test
  void tellsWhatFitsIntoARecord() {
    UnresolvedTopic topic = new UnresolvedTopic("127.0.0.1:1", "t", Map.of(), 16 << 10);
    assertThat(topic.fits(withFrames(8 << 10))).isTrue();
    assertThat(topic.fits(withFrames(13 << 10))).isFalse();
  }

  private static StackDefinition withFrames(int bytes) {
    return new StackDefinition(1, "s", 1, 1, new byte[bytes], 1, new String[] {"abc"});
  }

  private static StackDefinition stack(int seed) {
    Random random = new Random(seed);
    List<TestFrame> frames = Stream.generate(() -> TestFrames.random(random)).limit(5).toList();
    return new StackDefinition(
        20_000 + seed,
        "service " + seed,
        seed,
        -seed,
        TestFrames.encoded(frames),
        seed,
        new String[] {"abc", "d"});
  }

  private static ProducerRecord<byte[], byte[]> record(StackDefinition stack, boolean rewrite) {
    return new StackRecordSerializer("topic", rewrite).serialize(stack, null, null);
  }
}
