package io.flamelake.flamegraph.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tab of a browser, used as people use it: with a mouse and keys. */
final class BrowserPage implements AutoCloseable {
  private static final ObjectMapper JSON = DevTools.JSON;

  private final DevTools devTools;
  private final String target;
  private final String session;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  private BrowserPage(DevTools devTools, String target, String session) {
    this.devTools = devTools;
    this.target = target;
    this.session = session;
  }

  static BrowserPage of(DevTools devTools) {
    JsonNode made = devTools.send("", "Target.createTarget", Map.of("url", "about:blank"));
    String target = made.get("targetId").asText();
    JsonNode attached =
        devTools.send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
    BrowserPage page = new BrowserPage(devTools, target, attached.get("sessionId").asText());
    devTools.listen(page.session, page::hear);
    List.of("Page", "Runtime", "Log", "DOM").forEach(part -> page.send(part + ".enable", Map.of()));
    page.send("Page.bringToFront", Map.of());
    return page.sized(1280, 640);
  }

  BrowserPage sized(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** {@code light} or {@code dark}, as the reader's system says. */
  BrowserPage scheme(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    return this;
  }

  /** Opens an address anew, also if only its fragment differs from the one that is open. */
  BrowserPage open(URI address) {
    for (String next : List.of("about:blank", address.toString())) {
      loaded = new CompletableFuture<>();
      send("Page.navigate", Map.of("url", next));
      DevTools.await(loaded);
    }
    return settled();
  }

  /** The errors, refusals and prints that the page has given rise to. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What a function of the page's language, called with these arguments, returns. */
  JsonNode call(String function, Object... arguments) {
    String given =
        Stream.of(arguments)
            .map(argument -> JSON.valueToTree(argument).toString())
            .collect(Collectors.joining(", "));
    Map<String, Object> parameters =
        Map.of(
            "expression", "(%s)(%s)".formatted(function, given),
            "returnByValue", true,
            "awaitPromise", true);
    JsonNode answer = send("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(function + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** The text of the first element that a selector finds. */
  String text(String selector) {
    return call("selector => document.querySelector(selector).textContent", selector).asText();
  }

  /** Null if the element lacks it. */
  String attribute(String selector, String name) {
    JsonNode value =
        call(
            "(selector, name) => document.querySelector(selector).getAttribute(name)",
            selector,
            name);
    return value.isNull() ? null : value.asText();
  }

  /** Tries again with each frame that is drawn until the function returns what is true. */
  BrowserPage until(String function) {
    String again =
        """
        () => new Promise(resolve => {
          const look = () => (%s)() ? resolve() : requestAnimationFrame(look);
          look();
        })
        """;
    call(again.formatted(function));
    return settled();
  }

  /** All that was asked for has been drawn. */
  BrowserPage settled() {
    call("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r())))");
    return this;
  }

  BrowserPage type(String text) {
    send("Input.insertText", Map.of("text", text));
    return settled();
  }

  /** A key by its name, as in {@code KeyboardEvent.key}. */
  BrowserPage press(String key) {
    return press(key, 0);
  }

  BrowserPage pressWithControl(String key) {
    return press(key, 2);
  }

  private BrowserPage press(String key, int modifiers) {
    String code = key.equals("/") ? "Slash" : key;
    Map<String, Integer> numbers =
        Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);
    int number = numbers.getOrDefault(key, (int) key.charAt(0));
    String text = modifiers != 0 ? "" : key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "modifiers", modifiers,
              "key", key,
              "code", code,
              "windowsVirtualKeyCode", number,
              "text", type.equals("keyUp") ? "" : text));
    }
    return settled();
  }

  BrowserPage point(double x, double y) {
    mouse("mouseMoved", x, y, "none");
    return settled();
  }

  BrowserPage click(double x, double y) {
    mouse("mouseMoved", x, y, "none");
    mouse("mousePressed", x, y, "left");
    mouse("mouseReleased", x, y, "left");
    return settled();
  }

  /** Clicks into the middle of an element. */
  BrowserPage click(String selector) {
    JsonNode middle =
        call(
            """
            selector => {
              const box = document.querySelector(selector).getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2];
            }
            """,
            selector);
    return click(middle.get(0).asDouble(), middle.get(1).asDouble());
  }

  BrowserPage wheel(double x, double y, double down) {
    Map<String, ?> parameters =
        Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", down);
    send("Input.dispatchMouseEvent", parameters);
    return settled();
  }

  byte[] screenshot() {
    JsonNode answer = send("Page.captureScreenshot", Map.of("format", "png"));
    return Base64.getDecoder().decode(answer.get("data").asText());
  }

  /** What a reader of the screen is told of: role and name of each element that has a role. */
  List<String> namesByRole(String role) {
    List<String> names = new ArrayList<>();
    for (JsonNode node : send("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
      if (!node.path("ignored").asBoolean() && node.at("/role/value").asText().equals(role)) {
        names.add(node.at("/name/value").asText());
      }
    }
    return names;
  }

  @Override
  public void close() {
    devTools.send("", "Target.closeTarget", Map.of("targetId", target));
  }

  private void mouse(String type, double x, double y, String button) {
    Map<String, ?> parameters =
        Map.of("type", type, "x", x, "y", y, "button", button, "clickCount", 1);
    send("Input.dispatchMouseEvent", parameters);
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    return devTools.send(session, method, parameters);
  }

  private void hear(String event, JsonNode parameters) {
    switch (event) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Log.entryAdded" -> {
        // The warnings are about the tests' own ways
        if (parameters.at("/entry/level").asText().equals("error")) {
          complaints.add(parameters.toString());
        }
      }
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" ->
          complaints.add(parameters.toString());
      case "Page.javascriptDialogOpening" -> complaints.add(parameters.toString());
      default -> {
        // Nothing to do with the page's state
      }
    }
  }
}
