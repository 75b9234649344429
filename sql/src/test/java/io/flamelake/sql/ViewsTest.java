package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void functionsCountStacks() {
    assertThat(
            rows(
                "SELECT function, stacks FROM profiles.functions WHERE service_name = 'shop'"
                    + " AND day = DATE '2026-11-21' ORDER BY stacks DESC, function"))
        .containsExactly(
            "[main, 4]",
            "[0xff, 1]",
            "[copy, 1]",
            "[libc.so.6+0x10, 1]",
            "[memcpy, 1]",
            "[parse, 1]");
  }

  @Test
  void labelValuesAreRows() {
    assertThat(
            rows(
                "SELECT name, value, count(*) FROM profiles.label_values"
                    + " WHERE service_name = 'shop' GROUP BY name, value ORDER BY name, value"))
        .containsExactly(
            "[endpoint, /pay, 1]",
            "[instance, a, 3]",
            "[instance, b, 1]",
            "[service_name, shop, 4]");
  }

  @Test
  void leafSamplesSumToTheFlatValues() {
    assertThat(
            rows(
                "SELECT function, sum(value) FROM profiles.leaf_samples WHERE service_name = 'shop'"
                    + " AND profile_type = '"
                    + KnownData.CPU
                    + "' GROUP BY function ORDER BY 2 DESC"))
        .containsExactly(
            "[parse, 45]", "[memcpy, 28]", "[libc.so.6+0x10, 7]", "[null, 3]", "[0xff, 2]");
  }

  @Test
  void profileTypesHaveTheirParts() {
    assertThat(
            rows(
                "SELECT day, profile_name, sample_type, sample_unit, period_type, period_unit,"
                    + " temporality, series, profiles FROM profiles.profile_types WHERE"
                    + " service_name = 'shop' AND day = DATE '2026-11-21' ORDER BY profile_type"))
        .containsExactly(
            "[2026-11-21, goroutine, goroutine, count, goroutine, count, gauge, 2, 4]",
            "[2026-11-21, memory, alloc_objects, count, space, bytes, delta, 1, 2]",
            "[2026-11-21, memory, alloc_space, bytes, space, bytes, delta, 2, 3]",
            "[2026-11-21, process_cpu, cpu, nanoseconds, cpu, nanoseconds, delta, 2, 2]");
  }

  @Test
  void rejectReasonsCount() {
    assertThat(rows("SELECT * FROM profiles.reject_reasons ORDER BY reason"))
        .containsExactly("[2026-11-21, empty, 1, 0]", "[2026-11-21, gzip, 2, 5]");
  }

  @Test
  void stackFramesKeepTheirOrderAndInlining() {
    assertThat(
            rows(
                "SELECT position, label, inlined FROM profiles.stack_frames WHERE stack_id = 102"
                    + " AND day = DATE '2026-11-20' ORDER BY position"))
        .containsExactly("[1, memcpy, true]", "[2, copy, false]", "[3, main, false]");
    assertThat(
            rows(
                "SELECT label, function, mapping, address FROM profiles.stack_frames"
                    + " WHERE service_name = 'shop' AND function IS NULL ORDER BY label"))
        .containsExactly("[0xff, null, null, 255]", "[libc.so.6+0x10, null, /lib/libc.so.6, 16]");
  }

  @Test
  void viewsSayWhatTheyAre() {
    assertThat(
            rows(
                "SELECT table_name FROM system.metadata.table_comments WHERE catalog_name = 'lake'"
                    + " AND schema_name = 'profiles' AND comment IS NOT NULL ORDER BY table_name"))
        .containsAll(SqlFiles.views().stream().map(name -> "[" + name + "]").toList());
  }

  private static List<String> rows(String statement) {
    return Lake.rows(statement).stream().map(List::toString).toList();
  }
}
