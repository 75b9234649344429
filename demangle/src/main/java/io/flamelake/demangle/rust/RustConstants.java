package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Constants as generic arguments. */
final class RustConstants {
  private final Cursor in;
  private final Paths paths;

  RustConstants(Cursor in, Paths paths) {
    this.in = in;
    this.paths = paths;
  }

  Node constant() {
    in.enter();
    Node constant =
        switch (in.next()) {
          case 'p' -> new Text("_");
          case 'h', 't', 'm', 'y', 'o', 'j' -> new Text(number());
          case 'a', 's', 'l', 'x', 'n', 'i' -> new Text((in.take('n') ? "-" : "") + number());
          case 'b' -> bool();
          case 'c' -> character();
          case 'e' -> new Text("*" + string());
          case 'R' -> in.take('e') ? new Text(string()) : before("&", constant());
          case 'Q' -> before("&mut ", constant());
          case 'A' -> new RustNodes.Sequence("[", paths.untilEnd(this::constant), ", ", "]");
          case 'T' -> tuple();
          case 'V' -> value();
          case 'B' -> paths.back(this::constant);
          default -> throw Cursor.refuse();
        };
    in.leave();
    return constant;
  }

  private static Node before(String text, Node node) {
    return new RustNodes.Sequence(text, List.of(node), "", "");
  }

  private Node tuple() {
    List<Node> values = paths.untilEnd(this::constant);
    return new RustNodes.Sequence("(", values, ", ", values.size() == 1 ? ",)" : ")");
  }

  /** A variant or a structure. */
  private Node value() {
    Node path = paths.path(false);
    Node fields =
        switch (in.next()) {
          case 'U' -> new Text("");
          case 'T' -> new RustNodes.Sequence("(", paths.untilEnd(this::constant), ", ", ")");
          case 'S' -> new RustNodes.Sequence(" { ", paths.untilEnd(this::field), ", ", " }");
          default -> throw Cursor.refuse();
        };
    return new RustNodes.Sequence("", List.of(path, fields), "", "");
  }

  private Node field() {
    if (in.take('s')) {
      paths.base62();
    }
    String name = Identifier.parse(in);
    return before(name + ": ", constant());
  }

  /** Hexadecimal digits, without zeros before them. */
  private String hex() {
    int from = in.position();
    while (in.peek() != '_') {
      char c = in.next();
      Cursor.require(Cursor.isDigit(c) || (c >= 'a' && c <= 'f'));
    }
    String digits = in.since(from);
    in.skip(1);
    return digits;
  }

  private String number() {
    String digits = hex();
    Cursor.require(!digits.isEmpty() && (digits.length() == 1 || digits.charAt(0) != '0'));
    return digits.length() <= 16
        ? Long.toUnsignedString(Long.parseUnsignedLong(digits, 16))
        : "0x" + digits;
  }

  private Node bool() {
    return switch (hex()) {
      case "0" -> new Text("false");
      case "1" -> new Text("true");
      default -> throw Cursor.refuse();
    };
  }

  private Node character() {
    String digits = hex();
    Cursor.require(!digits.isEmpty() && digits.length() <= 6);
    int point = Integer.parseInt(digits, 16);
    Cursor.require(point <= Character.MAX_CODE_POINT && (point < 0xd800 || point > 0xdfff));
    StringBuilder text = new StringBuilder("'");
    escape(text, point, '\'');
    return new Text(text.append('\'').toString());
  }

  private String string() {
    String digits = hex();
    Cursor.require(digits.length() % 2 == 0);
    StringBuilder text = new StringBuilder("\"");
    try {
      ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digits));
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(bytes)
          .codePoints()
          .forEach(point -> escape(text, point, '"'));
    } catch (CharacterCodingException e) {
      throw Cursor.refuse();
    }
    return text.append('"').toString();
  }

  private static void escape(StringBuilder text, int point, char quote) {
    switch (point) {
      case '\0' -> text.append("\\0");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\\' -> text.append("\\\\");
      default -> {
        if (point == quote) {
          text.append('\\').append(quote);
        } else if (Character.isISOControl(point)) {
          text.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
          text.appendCodePoint(point);
        }
      }
    }
  }
}
