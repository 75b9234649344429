package io.flamelake.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextFormsTest {
  private final FlameGraphTree tree = new FlameGraphTree();
  private final StringBuilder out = new StringBuilder();

  @Test
  void foldsEveryStackWithAnAmountOfItsOwn() throws IOException {
    tree.add(List.of("read", "main"), 3);
    tree.add(List.of("main"), 4);
    tree.add(List.of("wait", "idle"), 1);
    tree.add(List.of(), 2);
    FoldedText.write(tree.rows(), out);

    assertThat(out).hasToString("total 2\nmain 4\nmain;read 3\nidle;wait 1\n");
  }

  @Test
  void foldsLabelsWithoutTheCharactersThatSeparate() throws IOException {
    tree.add(List.of("operator; (a b)", "two\nlines\r"), 1);
    FoldedText.write(tree.rows(), out);

    assertThat(out).hasToString("two lines ;operator: (a b) 1\n");
  }

  @Test
  void foldsDeepStacks() throws IOException {
    tree.add(IntStream.range(0, 100).mapToObj(Integer::toString).toList().reversed(), 1);
    FoldedText.write(tree.rows(), out);

    assertThat(out.toString()).startsWith("0;1;2;").endsWith(";98;99 1\n");
  }

  @Test
  void nestsJsonObjects() throws IOException {
    tree.add(List.of("read", "main"), 3);
    tree.add(List.of("parse", "main"), 2);
    tree.add(List.of("idle"), 1);
    FlameGraphJson.write(tree.rows(), out);

    assertThat(out)
        .hasToString(
            """
            {"name":"total","value":6,"self":0,"children":[\
            {"name":"main","value":5,"self":0,"children":[\
            {"name":"read","value":3,"self":3},\
            {"name":"parse","value":2,"self":2}]},\
            {"name":"idle","value":1,"self":1}]}\
            """);
  }

  @Test
  void quotesLabelsInJson() throws IOException {
    tree.add(List.of("\"a\\b\"\n\u0001é"), 1);
    FlameGraphJson.write(tree.rows(), out);

    assertThat(out).contains("{\"name\":\"\\\"a\\\\b\\\"\\u000a\\u0001é\",");
  }
}
