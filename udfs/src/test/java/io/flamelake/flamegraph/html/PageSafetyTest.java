package io.flamelake.flamegraph.html;

import static io.flamelake.flamegraph.html.SampleRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.FlameGraphRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageSafetyTest {
  static final List<String> HOSTILE =
      List.of(
          "</script><script>alert(1)</script>",
          "<!--<script>",
          "]]></SCRIPT >",
          "<img src=x onerror=alert(1)>",
          "\"}]; alert(1); //",
          "'\"`\\ \\u003c \\",
          "line\u2028paragraph\u2029end",
          "zero\u0000tab\tnew\nline\r\u007f\u0085",
          "\ud800 lone \udfff",
          "caf\u00e9 \u65e5\u672c \ud83d\udd25",
          "{{script}} {{data}}",
          "&lt;b&gt;",
          "");

  @Test
  void keepsEveryLabelAsItIs() {
    List<FlameGraphRow> rows = rows();

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void letsNoLabelEndTheDataOrOpenATag() {
    String html = PageText.of(rows()).html();

    assertThat(PageText.of(rows()).data()).doesNotContain("<", ">", "&", "'");
    assertThat(count(html.toLowerCase(Locale.ROOT), "<script"))
        .isEqualTo(count(html.toLowerCase(Locale.ROOT), "</script"))
        .isEqualTo(2);
  }

  @Test
  void letsNoHeadingOpenATag() {
    for (String text : HOSTILE) {
      FlameGraphPage page = new FlameGraphPage(text, text, text, text, text, text);
      String html = PageText.of(List.of(), page).html();

      assertThat(count(html, "<")).isEqualTo(count(withHeading("plain"), "<"));
      assertThat(count(html, "\"")).isEqualTo(count(withHeading("plain"), "\""));
    }
  }

  @Test
  void writesReferencesThatABrowserReadsAsTheText() {
    PageText page =
        PageText.of(List.of(), new FlameGraphPage("<\u00e9\ud83d\udd25\ud800\u0000", ""));

    assertThat(page.between("<h1>", "</h1>")).isEqualTo("&#x3c;&#xe9;&#x1f525;&#xfffd;&#xfffd;");
  }

  @Test
  void isTheSameInAnyEncodingThatKnowsAscii() {
    String html = withHeading(String.join("", HOSTILE)) + PageText.of(rows()).html();

    assertThat(html).matches("[\\n -~]*");
  }

  @Test
  void asksForNothingFromOutside() {
    String html = PageText.of(rows()).html().replace("<link rel=\"icon\" href=\"data:,\">", "");

    assertThat(html)
        .contains("default-src 'none'")
        .doesNotContain("http:", "https:", "src=\"", "href=", "@import", "url(", "<base")
        .doesNotContain("fetch(", "XMLHttpRequest", "import(", "eval(", "innerHTML");
  }

  @Test
  void allowsItsOwnScriptAndStyleOnly() throws NoSuchAlgorithmException {
    PageText page = PageText.of(rows());

    assertThat(page.between("script-src '", "'"))
        .isEqualTo("sha256-" + sha256(page.between("<script>", "</script>")));
    assertThat(page.between("style-src '", "'"))
        .isEqualTo("sha256-" + sha256(page.between("<style>", "</style>")));
  }

  static List<FlameGraphRow> rows() {
    List<FlameGraphRow> rows = new ArrayList<>();
    rows.add(row(0, "total", 0, HOSTILE.size()));
    HOSTILE.forEach(label -> rows.add(row(1, label, 1, 1)));
    return rows;
  }

  private static String withHeading(String text) {
    return PageText.of(List.of(), new FlameGraphPage(text, text, text, text, text, text)).html();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return Base64.getEncoder()
        .encodeToString(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
