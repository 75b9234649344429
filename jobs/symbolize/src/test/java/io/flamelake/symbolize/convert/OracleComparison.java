package io.flamelake.symbolize.convert;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.oracle.CxxFilt;
import io.flamelake.symbolize.oracle.GoAddr2line;
import io.flamelake.symbolize.oracle.LlvmSymbolizer;
import io.flamelake.symbolize.oracle.Symbol;
import io.flamelake.symbolize.oracle.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what indexes of programs say with other tools, and prints how often they agree: frames
 * of random addresses with llvm-symbolizer, functions and lines of Go programs with {@code go tool
 * addr2line} too, and every mangled name with {@code c++filt}.
 *
 * <p>Arguments: the programs, beside which supplementary files, packages and files of split units
 * are found; {@code --debug=} a detached file; {@code --split=} a folder of files of split units;
 * {@code --oracle=} the file that the tools are asked, if it is another; {@code --count=} how many
 * addresses (20000); {@code --seed=} (42); {@code --show=} how many differences of each kind to
 * show (3).
 */
public final class OracleComparison {
  private final String[] arguments;
  private final int shown;

  private OracleComparison(String[] arguments) {
    this.arguments = arguments;
    this.shown = Integer.parseInt(option("--show=", "3"));
  }

  /** Runs a comparison. */
  public static void main(String[] args) throws IOException, InterruptedException {
    OracleComparison comparison = new OracleComparison(args);
    for (String argument : args) {
      if (!argument.startsWith("--")) {
        comparison.compare(Path.of(argument));
      }
    }
  }

  private String option(String name, String otherwise) {
    for (String argument : arguments) {
      if (argument.startsWith(name)) {
        return argument.substring(name.length());
      }
    }
    return otherwise;
  }

  private void compare(Path file) throws IOException, InterruptedException {
    String debug = option("--debug=", null);
    String split = option("--split=", null);
    ProgramFiles files =
        ProgramFiles.of(file)
            .withDebugFile(debug == null ? null : Path.of(debug))
            .withSplitFiles(split == null ? List.of() : List.of(Path.of(split)))
            .withNeighbours();
    Path asked = Path.of(option("--oracle=", file.toString()));
    Conversion conversion = Conversion.of(files, ConversionLimits.DEFAULT);
    double bytes = conversion.report().fileBytes();
    int indexBytes = conversion.index().toBytes().length;
    System.out.printf(
        "%s: %.1f MB, index %.3f MB = %.2f %%%n  %s%n",
        file, bytes / 1e6, indexBytes / 1e6, 100 * indexBytes / bytes, conversion.report());
    int count = Integer.parseInt(option("--count=", "20000"));
    long seed = Long.parseLong(option("--seed=", "42"));
    long[] addresses = IndexedProgram.randomAddresses(file, count, seed);
    IndexedProgram program = new IndexedProgram(conversion.index());
    print("llvm-symbolizer", llvm(program, asked, addresses));
    if (conversion.report().go() != null && Tool.isInstalled("go")) {
      print("go tool addr2line", go(program, asked, addresses));
    }
    compareDemangled(mangled(files, conversion.index()));
  }

  private static void print(String tool, Agreement agreement) {
    agreement.samples().forEach(System.out::println);
    System.out.print(agreement.summary(tool));
  }

  private Agreement llvm(IndexedProgram program, Path asked, long[] addresses)
      throws IOException, InterruptedException {
    Agreement agreement = new Agreement(shown);
    List<List<Symbol>> answers = LlvmSymbolizer.ask(asked, addresses);
    for (int i = 0; i < addresses.length; i++) {
      agreement.add(addresses[i], program.frames(addresses[i]), answers.get(i));
    }
    return agreement;
  }

  private Agreement go(IndexedProgram program, Path asked, long[] addresses) throws IOException {
    Agreement agreement = new Agreement(shown);
    List<Symbol> answers = GoAddr2line.ask(asked, addresses);
    for (int i = 0; i < addresses.length; i++) {
      agreement.addEnds(addresses[i], program.frames(addresses[i]), answers.get(i));
    }
    return agreement;
  }

  /** Every mangled name of an index and of the tables of symbols, once. */
  private static List<String> mangled(ProgramFiles files, SymbolIndex index) throws IOException {
    Set<String> names = new TreeSet<>();
    for (int function = 0; function < index.functions(); function++) {
      add(names, index.systemName(function));
    }
    for (Path path :
        files.debugFile() == null
            ? List.of(files.file())
            : List.of(files.file(), files.debugFile())) {
      try (ElfFile elf = ElfFile.open(path)) {
        add(names, elf.symbols());
        add(names, elf.dynamicSymbols());
      }
    }
    return new ArrayList<>(names);
  }

  private static void add(Set<String> names, ElfSymbols symbols) throws IOException {
    for (int i = 0; symbols != null && i < symbols.count(); i++) {
      String name = symbols.name(i);
      int version = name.indexOf('@');
      add(names, version > 0 ? name.substring(0, version) : name);
    }
  }

  private static void add(Set<String> names, String name) {
    if (name != null && name.matches("_[ZR]\\w.*")) {
      names.add(name);
    }
  }

  /** Where {@code c++filt} differs, {@code llvm-cxxfilt} is asked too. */
  private void compareDemangled(List<String> names) throws IOException {
    if (names.isEmpty() || !Tool.isInstalled("c++filt")) {
      return;
    }
    List<String> answers = CxxFilt.ask(names);
    List<String> different = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    int spaced = 0;
    for (int i = 0; i < names.size(); i++) {
      String ours = CxxFilt.unhashed(Demangler.demangle(names.get(i), DemangleMode.FULL));
      if (loose(ours).equals(loose(answers.get(i)))) {
        spaced += ours.equals(answers.get(i)) ? 0 : 1;
      } else {
        different.add(names.get(i));
        theirs.add(answers.get(i));
      }
    }
    System.out.printf(
        "beside c++filt: %d of %d mangled names, %d more but for > > and clones%n",
        names.size() - different.size() - spaced, names.size(), spaced);
    if (!different.isEmpty() && Tool.isInstalled("llvm-cxxfilt")) {
      judge(different, theirs, CxxFilt.askLlvm(different));
    }
  }

  /** Without what each tool writes in its own way: ends of arguments, and clones of functions. */
  private static String loose(String name) {
    return name.replace("> >", ">>").replaceFirst(" \\[clone [^\\]]*\\]$| \\(\\.[\\w.]+\\)$", "");
  }

  private void judge(List<String> names, List<String> theirs, List<String> judgements) {
    int right = 0;
    for (int i = 0; i < names.size(); i++) {
      String ours = CxxFilt.unhashed(Demangler.demangle(names.get(i), DemangleMode.FULL));
      if (loose(ours).equals(loose(judgements.get(i)))) {
        right++;
      } else if (i - right < shown) {
        System.out.printf(
            "DEMANGLED %s%n  ours         %s%n  c++filt      %s%n  llvm-cxxfilt %s%n",
            names.get(i), ours, theirs.get(i), judgements.get(i));
      }
    }
    System.out.printf(
        "  of the rest llvm-cxxfilt says the same of %d of %d%n", right, names.size());
  }
}
