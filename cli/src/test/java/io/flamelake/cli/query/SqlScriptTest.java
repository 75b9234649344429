package io.flamelake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void splitsAtSemicolons() {
    assertThat(SqlScript.split("SELECT 1; SELECT 2;\n")).containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void aSemicolonInQuotesOrACommentSplitsNothing() {
    String statement = "SELECT 'a;''b', \"c;d\" -- e;f\n/* g;h */ FROM t";
    assertThat(SqlScript.split(statement)).containsExactly(statement);
  }

  @Test
  void commentsAloneAreNoStatement() {
    assertThat(SqlScript.split("-- nothing;\n ; /* here */")).isEmpty();
  }

  @Test
  void aQuoteThatIsNotClosedTakesTheRest() {
    assertThat(SqlScript.split("SELECT 'a; b")).containsExactly("SELECT 'a; b");
  }
}
