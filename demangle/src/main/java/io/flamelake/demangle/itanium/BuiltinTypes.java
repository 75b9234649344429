package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;

/** The builtin types of section 5.1.6.1, which are never referred back to. */
final class BuiltinTypes {
  private static final Node[] SHORT = new Node[128];
  private static final Node[] LONG = new Node[128];

  static {
    put(SHORT, 'v', "void", 'w', "wchar_t", 'b', "bool", 'c', "char", 'a', "signed char");
    put(SHORT, 'h', "unsigned char", 's', "short", 't', "unsigned short", 'i', "int");
    put(SHORT, 'j', "unsigned int", 'l', "long", 'm', "unsigned long", 'x', "long long");
    put(SHORT, 'y', "unsigned long long", 'n', "__int128", 'o', "unsigned __int128");
    put(SHORT, 'f', "float", 'd', "double", 'e', "long double", 'g', "__float128", 'z', "...");
    put(LONG, 'd', "decimal64", 'e', "decimal128", 'f', "decimal32", 'h', "half");
    put(LONG, 'i', "char32_t", 's', "char16_t", 'u', "char8_t", 'a', "auto");
    put(LONG, 'c', "decltype(auto)", 'n', "decltype(nullptr)");
  }

  private BuiltinTypes() {}

  private static void put(Node[] types, Object... codesAndNames) {
    for (int i = 0; i < codesAndNames.length; i += 2) {
      types[(char) codesAndNames[i]] = new Text((String) codesAndNames[i + 1]);
    }
  }

  /** The builtin type that follows, or null. */
  static Node parse(Cursor in) {
    if (in.peek() == 'D') {
      return in.peek(1) == 'F' ? floating(in) : find(in, LONG, in.peek(1), 2);
    }
    return find(in, SHORT, in.peek(), 1);
  }

  private static Node find(Cursor in, Node[] types, char code, int length) {
    Node type = code < types.length ? types[code] : null;
    if (type != null) {
      in.skip(length);
    }
    return type;
  }

  /** {@code DF16_}, {@code DF16b}, {@code DF32x}. */
  private static Node floating(Cursor in) {
    in.skip(2);
    int bits = in.number();
    if (in.take('b')) {
      Cursor.require(bits == 16);
      return new Text("std::bfloat16_t");
    }
    if (in.take('x')) {
      return new Text("_Float" + bits + "x");
    }
    in.expect('_');
    return new Text("_Float" + bits);
  }
}
