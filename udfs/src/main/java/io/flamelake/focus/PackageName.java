package io.flamelake.focus;

import java.util.ArrayList;
import java.util.List;

/**
 * The package of a function, told by its name and by what runs it.
 *
 * <ul>
 *   <li>Go: the import path, up to the first dot after the last slash: {@code net/http} of {@code
 *       net/http.(*conn).serve}. Go's assembly is told by its files and by the dot in its names.
 *   <li>JVM: what stands before the first part in upper case, the class; without one, all but the
 *       last two parts: {@code java.util} of {@code java.util.HashMap.get}. Slashes count as dots.
 *   <li>C++ and Rust: the namespaces or modules: the parts between {@code ::} but the last, up to
 *       the first one in upper case, a class: {@code v8::internal} of {@code
 *       v8::internal::Heap::Collect(int)}. Template arguments and parameters are left out.
 *   <li>Others: the folder of the source file.
 * </ul>
 *
 * <p>Where it is not known what runs a frame, {@code ::} tells C++, a class in upper case that a
 * method follows the JVM, any other dot Go. The result is empty where there is no package.
 */
final class PackageName {
  private PackageName() {}

  static String of(FrameNames frame) {
    String function = frame.function();
    return switch (frame.kind()) {
      case "go" -> ofGo(function);
      case "jvm" -> ofJvm(function);
      case "native", "rust" -> isAssemblyOfGo(frame) ? ofGo(function) : ofNamespaces(function);
      case "" -> guess(frame);
      default -> frame.folder();
    };
  }

  private static String guess(FrameNames frame) {
    String function = frame.function();
    if (function.contains("::")) {
      return ofNamespaces(function);
    }
    String path = beforeArguments(function);
    if (path.indexOf('.') < 0) {
      return frame.folder();
    }
    List<String> parts = parts(path);
    int type = firstUpperCase(parts);
    boolean jvm = type > 0 && type < parts.size() - 1 && !isReceiverOfGo(path);
    return jvm ? ofJvm(function) : ofGo(function);
  }

  private static boolean isAssemblyOfGo(FrameNames frame) {
    return frame.file().endsWith(".s") && !frame.function().contains("::");
  }

  /** Whether a slash comes before a package in lower case, as in net/http.Header.Get. */
  private static boolean isReceiverOfGo(String path) {
    int name = path.lastIndexOf('/') + 1;
    return name > 0 && name < path.length() && !Character.isUpperCase(path.charAt(name));
  }

  private static String ofGo(String function) {
    String path = beforeArguments(function);
    int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
    return dot < 0 ? "" : path.substring(0, dot);
  }

  private static String ofJvm(String function) {
    List<String> parts = parts(beforeArguments(function));
    int type = firstUpperCase(parts);
    int end = type < 0 ? Math.max(0, parts.size() - 2) : type;
    return String.join(".", parts.subList(0, end));
  }

  private static List<String> parts(String path) {
    return List.of(path.replace('/', '.').split("\\.", -1));
  }

  /** Up to type arguments or parameters, which may have slashes and dots of their own. */
  private static String beforeArguments(String function) {
    int end = 0;
    while (end < function.length() && "([<".indexOf(function.charAt(end)) < 0) {
      end++;
    }
    return function.substring(0, end);
  }

  private static String ofNamespaces(String function) {
    List<String> parts = namespaceParts(function);
    int type = firstUpperCase(parts.subList(0, parts.size() - 1));
    int end = type < 0 ? parts.size() - 1 : type;
    return String.join("::", parts.subList(0, end));
  }

  private static List<String> namespaceParts(String function) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    int start = function.startsWith("<") ? 1 : 0;
    for (int i = start; i < function.length(); i++) {
      char character = function.charAt(i);
      if (depth == 0 && function.startsWith("(anonymous namespace)", i)) {
        part.append("(anonymous namespace)");
        i += "(anonymous namespace)".length() - 1;
      } else if (depth == 0 && function.startsWith("::", i)) {
        parts.add(part.toString());
        part.setLength(0);
        i++;
      } else if (depth == 0 && (character == '(' || character == '>')) {
        break;
      } else if (character == '<' || character == '>') {
        depth += character == '<' ? 1 : -1;
      } else if (depth == 0 && character == ' ') {
        // What stands before is a return type, or follows in "<A as B>::f".
        if (start > 0) {
          break;
        }
        part.setLength(0);
        parts.clear();
      } else if (depth == 0) {
        part.append(character);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static int firstUpperCase(List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty() && Character.isUpperCase(parts.get(i).charAt(0))) {
        return i;
      }
    }
    return -1;
  }
}
