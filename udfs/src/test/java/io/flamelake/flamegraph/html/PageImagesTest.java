package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures of the page in the documentation; {@code -Dflamelake.update=true} makes them. */
class PageImagesTest extends BrowserTest {
  private static final Path IMAGES = Path.of("../docs/images");
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 480;
  private static final RecordedStacks PROFILE = RecordedStacks.read("go/cpu-00001.pb.gz", 1);

  @Test
  void showsTheGraphAndItsFunctions() throws IOException {
    write("page.html", page("CPU time of go-api").html());
    page.sized(WIDTH, HEIGHT).scheme("light");
    open("page.html");

    publish("flamegraph.png");
  }

  @Test
  void showsASearchInDarkMode() throws IOException {
    write("page.html", page("CPU time of go-api").html());
    page.sized(WIDTH, HEIGHT).scheme("dark");
    open("page.html").press("/").type("/^runtime.(gc|scan|malloc)/");

    publish("flamegraph-dark.png");
  }

  @Test
  void showsAComparisonWithTheDetailsOfAFrame() throws IOException {
    FlameGraphPage said = new FlameGraphPage("CPU time, 18:55 against 18:52", "nanoseconds");
    RecordedStacks after = RecordedStacks.read("go/cpu-00004.pb.gz", 1);
    write("diff.html", PageText.ofDiff(PROFILE.diff(after), said).html());
    page.sized(WIDTH, HEIGHT).scheme("light");
    open("diff.html").click("th[data-key=change] button");
    point(boxAt(8));

    publish("flamegraph-diff.png");
  }

  private static PageText page(String title) {
    FlameGraphPage said =
        new FlameGraphPage(
            title,
            "nanoseconds",
            "go-api",
            "process_cpu:cpu:nanoseconds:cpu:nanoseconds",
            null,
            null);
    return PageText.of(PROFILE.rows(), said);
  }

  /** Pictures differ with the fonts of a machine: only that there is one is compared. */
  private void publish(String name) throws IOException {
    byte[] bytes = page.screenshot();
    if (Boolean.getBoolean("flamelake.update")) {
      Files.write(IMAGES.resolve(name), bytes);
    }
    for (byte[] png : List.of(bytes, Files.readAllBytes(IMAGES.resolve(name)))) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getWidth()).isEqualTo(WIDTH);
      assertThat(image.getHeight()).isEqualTo(HEIGHT);
    }
  }
}
