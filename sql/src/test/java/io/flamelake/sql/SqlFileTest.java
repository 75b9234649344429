package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlFileTest {
  private static final String TEXT =
      """
      -- How many?
      --
      -- Parameters
      --   :service  the service
      --   :limit    rows at most (default '30')
      --
      -- Columns
      --   n  bigint  how many
      SELECT count(*) AS n FROM t WHERE s = :service AND n < CAST(:limit AS bigint)
      """;

  private final SqlFile file = new SqlFile("queries/how-many.sql", TEXT);

  @Test
  void readsItsHead() {
    assertThat(file.question()).isEqualTo("How many?");
    assertThat(file.parameters())
        .containsExactly(
            new SqlParameter("service", "the service", Optional.empty()),
            new SqlParameter("limit", "rows at most (default '30')", Optional.of("30")));
    assertThat(file.columns()).containsExactly(new SqlColumn("n", "bigint", "how many"));
  }

  @Test
  void bindsArgumentsAsLiteralsAndFillsDefaultsIn() {
    assertThat(file.bind(Map.of("service", "it's 'x' $1 \\ :limit")))
        .endsWith("s = 'it''s ''x'' $1 \\ :limit' AND n < CAST('30' AS bigint)");
    assertThat(file.bind(Map.of("service", "", "limit", "5")))
        .endsWith("s = '' AND n < CAST('5' AS bigint)");
  }

  @Test
  void namesTheFileAndTheParameterThatIsMissingOrUnknown() {
    assertThatThrownBy(() -> file.bind(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queries/how-many.sql needs :service (the service)");
    assertThatThrownBy(() -> file.bind(Map.of("service", "a", "servise", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queries/how-many.sql has no parameter :servise; it has [:service, :limit]");
  }

  @Test
  void refusesAHeadThatDescribesOtherParametersThanTheStatementUses() {
    assertThatThrownBy(() -> new SqlFile("queries/x.sql", TEXT.replace("= :service", "= :job")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "queries/x.sql describes the parameters [limit, service] but uses [job, limit]");
  }

  @Test
  void findsParametersOnlyWhereTheyAreCode() {
    assertThat(
            NamedParameters.in(
                """
                SELECT ':a', 'it''s :b', ":c", "d"":e" -- :f it's
                /* :g ' */ , :h, x::i, :j||:h, '
                :k'
                """))
        .isEqualTo(java.util.Set.copyOf(List.of("h", "j")));
    assertThat(NamedParameters.in("SELECT ':a")).isEmpty();
  }
}
