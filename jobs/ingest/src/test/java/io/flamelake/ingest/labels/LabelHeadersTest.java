package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelHeadersTest {

  private final LabelHeaders headers = new LabelHeaders(Limits.defaults(), SeriesRules.defaults());

  @Test
  void readsNamesAndValues() {
    assertThat(labels("{service_name=\"api\",env=\"prod\"}"))
        .isEqualTo(Map.of("service_name", "api", "env", "prod"));
  }

  @Test
  void takesSpaceAndACommaAtTheEnd() {
    assertThat(labels(" { service_name = \"api\" ,\n env=\"prod\" , } "))
        .isEqualTo(Map.of("service_name", "api", "env", "prod"));
  }

  @Test
  void takesQuotedNamesAndAllQuotes() {
    assertThat(labels("{\"service.name\"='it''s', service_name=`a\\b`}".replace("''", "\\'")))
        .isEqualTo(Map.of("service.name", "it's", "service_name", "a\\b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a\\\"b    | a\"b",
        "a\\\\b    | a\\b",
        "a\\x41b   | aAb",
        "a\\101b   | aAb",
        "\\u00e9t\\u00e9 | été",
        "\\U0001F525 | 🔥",
        "été 🔥    | été 🔥",
        "{,}=      | {,}=",
      })
  void readsEscapesAndUtf8(String written, String value) {
    assertThat(labels("{service_name=\"s\",a=\"" + written + "\"}")).containsEntry("a", value);
  }

  @Test
  void readsEscapesOfControlCharacters() {
    assertThat(labels("{service_name=\"\\a\\b\\f\\n\\r\\t\\v\"}"))
        .containsEntry("service_name", "\u0007\b\f\n\r\t\u000b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "{ }", "{env=\"\"}", "{service_name=\"\"}"})
  void givesAServiceToSeriesWithoutOne(String header) {
    assertThat(labels(header)).isEqualTo(Map.of("service_name", "unknown_service"));
  }

  @Test
  void givesAServiceToRecordsWithoutTheHeader() {
    assertThat(headers.read(null).series().serviceName()).isEqualTo("unknown_service");
  }

  @Test
  void takesWhatSteersOutOfTheLabels() {
    ProfileLabels header =
        read("{__name__=\"block\",__delta__=\"false\",__session_id__=\"7\",service_name=\"a\"}");
    assertThat(header.series().labels()).isEqualTo(Map.of("service_name", "a"));
    assertThat(header.profileName()).isEqualTo("block");
    assertThat(header.isDelta()).isTrue();
  }

  @Test
  void takesAQuotedNameAloneAsTheProfileName() {
    ProfileLabels header = read("{\"process.cpu\", service_name=\"a\"}");
    assertThat(header.profileName()).isEqualTo("process.cpu");
    assertThat(header.isDelta()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "service_name=\"a\"      | at character 1 where '{'",
        "{service_name=\"a\"     | its end at character 18 where ','",
        "{service_name=\"a\"}x   | at character 19 where the end of the header",
        "{service_name:\"a\"}    | at character 15 where '='",
        "{service_name=a}        | at character 15 where a quoted value",
        "{service_name=~\"a\"}   | at character 15 where a quoted value (labels are told by =",
        "{service_name!=\"a\"}   | at character 14 where '='",
        "{1a=\"b\"}              | at character 2 where a label name",
        "{a.b=\"c\"}             | at character 3 where '='",
        "{,}                     | at character 2 where a label name",
        "{a=\"b\",,}             | at character 8 where a label name",
        "{a=\"b\" c=\"d\"}       | at character 8 where ','",
        "{\"\"=\"b\"}            | a label name that is not empty",
        "{a=\"b}                 | a string without an end, from character 4 on",
        "{a=\"\\q\"}             | an escape that stands for a character",
        "{a=\"\\x80\"}           | an escape that stands for a character",
        "{a=\"\\ud800\"}         | an escape that stands for a character",
        "{a=\"\\u12\"}           | an escape that stands for a character",
      })
  void tellsWhereALabelSetIsWrong(String header, String message) {
    assertThatThrownBy(() -> read(header))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining(message);
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    byte[] header = "{a=\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> headers.read(header)).hasMessageContaining("not UTF-8");
  }

  @Test
  void keepsSeriesApartThoughTheyShareAPlaceInItsMemory() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2000; i++) {
        assertThat(labels("{service_name=\"s" + i + "\"}")).containsEntry("service_name", "s" + i);
      }
    }
  }

  private Map<String, String> labels(String header) {
    return read(header).series().labels();
  }

  private ProfileLabels read(String header) {
    return headers.read(header.getBytes(StandardCharsets.UTF_8));
  }
}
