package io.flamelake.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.Flamelake;
import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * On the recorded native program; what its files tell is known from llvm-symbolizer and readelf.
 */
class DebuginfoCommandsTest {
  private static final Path FOLDER = Checkout.current().root().resolve("examples/debuginfo");
  private static final String PROGRAM = FOLDER.resolve("router").toString();
  private static final String DETACHED = FOLDER.resolve("router.debug").toString();
  private static final String BUILD_ID = "72134ea6ab47338d78318be87a0f52ad7487cc6d";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void inspectTellsWhatAFileIs() {
    assertThat(run("inspect", DETACHED)).isZero();
    assertThat(out.toString())
        .contains("debuginfo\n", "x86-64\n", BUILD_ID, ".debug_info 132941")
        .contains("functions, lines, inlined calls\n", "unknown: the program itself is needed\n")
        .containsPattern("lost +nothing\n");
  }

  @Test
  void inspectOfAProgramUsesItsDetachedFile() {
    assertThat(run("inspect", PROGRAM, "--debug-file", DETACHED, "--format", "json")).isZero();
    assertThat(out.toString())
        .hasLineCount(1)
        .startsWith("{\"file\":\"" + PROGRAM + "\",\"bytes\":66152,\"kind\":\"executable\"")
        .contains("\"offsets\":\"known\"", "\"go_build_id\":null", "\"first_address\":\"0x48f0\"");
  }

  @Test
  void inspectTellsWhyThereAreNoSymbols() throws IOException {
    byte[] program = Files.readAllBytes(Path.of(PROGRAM));
    // The number of section headers (ELF header, e_shnum): without them nothing is found.
    program[60] = 0;
    program[61] = 0;
    Path stripped = Files.write(folder.resolve("stripped"), program);
    assertThat(run("inspect", stripped.toString())).isZero();
    assertThat(out.toString())
        .containsPattern("quality +none\n")
        .containsPattern("lost +the file tells no functions: it is stripped\n");
  }

  @Test
  void lookupShowsFramesInnermostFirst() {
    assertThat(run("lookup", DETACHED, "0x4d38", "--format", "csv")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            """
            address,inlined,line,column,file,function
            0x4d38,true,1143,25,/usr/include/c++/12/bits/stl_vector.h,"std::vector<router::Point<3>, std::allocator<router::Point<3> > >::operator[](unsigned long) const"
            0x4d38,false,35,43,/usr/src/router/depots.cpp,"router::Tree<3>::search(router::Point<3> const&, int, int, int, int&, float&) const"
            """);
  }

  @Test
  void lookupOfAnOffsetIsThatOfItsAddress() {
    assertThat(run("lookup", DETACHED, "0x4d38", "--system-names", "--format=json")).isZero();
    String byAddress = out.toString().replace("0x4d38", "0x3d38");
    out.getBuffer().setLength(0);
    assertThat(
            run(
                "lookup",
                PROGRAM,
                "--debug-file=" + DETACHED,
                "--offset",
                "--system-names",
                "--format=json",
                "0x3d38"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(byAddress)
        .contains("\"_ZNK6router4TreeILi3EE6searchERKNS_5PointILi3EEEiiiRiRf\"");
  }

  @Test
  void lookupOfAnUnknownAddressIsARowOfNothing() {
    assertThat(run("lookup", DETACHED, "0x1", "--format", "json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"address\":\"0x1\",\"inlined\":null,\"line\":null,\"column\":null,\"file\":null,"
                + "\"function\":null}\n");
  }

  @Test
  void aDetachedFileTellsNoOffsets() {
    assertThat(run("lookup", DETACHED, "--offset", "0x3d38")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("flamelake: only the program itself tells what its offsets stand for");
  }

  @Test
  void filesAndAddressesThatAreNoneAreRefusedInALine() {
    assertThat(run("lookup", DETACHED, "4d38")).isEqualTo(2);
    assertThat(run("lookup", DETACHED, "0x4d3g")).isEqualTo(2);
    assertThat(run("inspect", "missing")).isEqualTo(1);
    assertThat(run("inspect", FOLDER.toString())).isEqualTo(1);
    assertThat(run("inspect", FOLDER.resolve("README.md").toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            """
            flamelake: '4d38' is no address such as 0x401a2b
            flamelake: '0x4d3g' is no address such as 0x401a2b
            flamelake: missing: there is no such file
            flamelake: %s: is no file
            flamelake: %s: the file is not an ELF file
            """
                .formatted(FOLDER, FOLDER.resolve("README.md")));
  }

  @Test
  void uploadStoresTheElfFilesOfAFolderAndListShowsThem() {
    String store = "--store=" + folder.resolve("store");
    assertThat(run("upload", FOLDER.toString(), store, "--format=csv", "--kafka=127.0.0.1:1"))
        .isEqualTo(3);
    assertThat(out.toString())
        .contains(PROGRAM + "," + BUILD_ID + ",executable,66152,true,")
        .contains(DETACHED + "," + BUILD_ID + ",debuginfo,194096,true,")
        .hasLineCount(3);
    assertThat(err.toString())
        .startsWith("flamelake: Kafka at 127.0.0.1:1 does not take what was to be announced");
    out.getBuffer().setLength(0);
    assertThat(run("list", store, "--format=csv")).isZero();
    assertThat(out.toString()).contains(BUILD_ID + ",66152,194096,").hasLineCount(2);
  }

  @Test
  void uploadNamesEachFileThatIsNothingToStore() {
    String readme = FOLDER.resolve("README.md").toString();
    assertThat(run("upload", "missing", readme, "--store=" + folder)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "flamelake: missing: there is no such file\nflamelake: %s: the file is not an ELF file\n"
                .formatted(readme));
    assertThat(out.toString()).endsWith("(0 rows)\n");
  }

  private int run(String... arguments) {
    CommandLine command = Flamelake.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "debuginfo";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }
}
