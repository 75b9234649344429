package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.json.Json;
import io.flamelake.cli.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The calls of Flink's REST API that the stack needs (Flink documentation, "REST API"). */
final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;

  FlinkRest(String address) {
    this.address = address;
  }

  /** Whether the JobManager answers and has at least this many TaskManagers. */
  boolean isReady(int taskManagers) {
    try {
      return get("/overview").get("taskmanagers").number() >= taskManagers;
    } catch (CommandException e) {
      return false;
    }
  }

  /** Where the first TaskManager listens for the JobManager, empty if none is registered. */
  String taskManagerAddress() {
    try {
      return get("/taskmanagers").get("taskmanagers").elements().stream()
          .findFirst()
          .map(manager -> manager.get("path").text().replaceAll(".*@([^/]*)/.*", "$1"))
          .orElse("");
    } catch (CommandException e) {
      return "";
    }
  }

  /** All jobs that the JobManager remembers, ended ones included. */
  List<FlinkJob> jobs() {
    return get("/jobs/overview").get("jobs").elements().stream().map(FlinkJob::of).toList();
  }

  /** The checkpoint statistics of a job. */
  Json checkpoints(String job) {
    return get("/jobs/" + job + "/checkpoints");
  }

  /** How often a job was restarted, -1 if Flink does not say. */
  long restarts(String job) {
    List<Json> metrics = get("/jobs/" + job + "/metrics?get=numRestarts").elements();
    return metrics.isEmpty() ? -1 : Long.parseLong(metrics.getFirst().get("value").text());
  }

  /** The last failure of a job in one line, nothing if it never failed. */
  Optional<String> lastFailure(String job) {
    Json history = get("/jobs/" + job + "/exceptions").get("exceptionHistory").get("entries");
    return history.elements().stream()
        .findFirst()
        .map(entry -> entry.get("stacktrace").text().lines().findFirst().orElse(""));
  }

  /** Uploads a jar and tells its id. */
  String upload(Path jar) {
    String boundary = UUID.randomUUID().toString();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
            .formatted(boundary, jar.getFileName());
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(jar),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
      HttpRequest request =
          request("/jars/upload")
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(body)
              .build();
      String file = send(request).get("filename").text();
      return file.substring(file.lastIndexOf('/') + 1);
    } catch (IOException e) {
      throw CommandException.failed("can't read " + jar + ": " + e.getMessage(), e);
    }
  }

  /**
   * How a job is started.
   *
   * @param state a savepoint or checkpoint to start from
   * @param settings of Flink, for this job alone
   * @param parallelism of its operators: else the REST API runs it with 1, whatever
   *     parallelism.default says
   */
  record Start(
      String mainClass,
      List<String> arguments,
      Optional<String> state,
      Map<String, String> settings,
      int parallelism) {}

  /**
   * Starts an uploaded jar.
   *
   * @return the job's id
   */
  String run(String jar, Start start) {
    StringBuilder body =
        new StringBuilder("{\"entryClass\":").append(JsonText.quote(start.mainClass));
    body.append(",\"programArgsList\":[");
    body.append(String.join(",", start.arguments.stream().map(JsonText::quote).toList()));
    body.append("],\"flinkConfiguration\":{");
    body.append(
        start.settings.entrySet().stream()
            .map(e -> JsonText.quote(e.getKey()) + ':' + JsonText.quote(e.getValue()))
            .collect(Collectors.joining(",")));
    body.append('}');
    body.append(",\"parallelism\":").append(start.parallelism);
    start.state.ifPresent(path -> body.append(",\"savepointPath\":").append(JsonText.quote(path)));
    return post("/jars/" + jar + "/run", body.append('}').toString()).get("jobid").text();
  }

  void deleteJar(String jar) {
    send(request("/jars/" + jar).DELETE().build());
  }

  /** Asks a job to stop with a savepoint in this folder; the answer names the request. */
  String stop(String job, String folder) {
    String body = "{\"drain\":false,\"targetDirectory\":%s}".formatted(JsonText.quote(folder));
    return post("/jobs/" + job + "/stop", body).get("request-id").text();
  }

  /** The state of a savepoint: nothing while it goes on, then its folder. */
  Optional<String> savepoint(String job, String request) {
    Json answer = get("/jobs/" + job + "/savepoints/" + request);
    if (!answer.get("status").get("id").text().equals("COMPLETED")) {
      return Optional.empty();
    }
    Json failure = answer.get("operation").get("failure-cause");
    if (!failure.isAbsent()) {
      String first = failure.get("stack-trace").text().lines().findFirst().orElse("no reason");
      throw CommandException.failed("the job's savepoint failed: " + first);
    }
    return Optional.of(answer.get("operation").get("location").text());
  }

  private Json get(String path) {
    return send(request(path).GET().build());
  }

  private Json post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
  }

  private Json send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw CommandException.failed(
            "Flink refused %s: %s".formatted(request.uri().getPath(), errors(response.body())));
      }
      return Json.parse(response.body());
    } catch (IOException e) {
      throw CommandException.unreachable("Flink at %s does not answer".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  /** Flink answers with stack traces; the causes' own lines tell what is wrong. */
  private static String errors(String body) {
    List<String> causes =
        body.replace("\\n", "\n")
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .map(line -> line.substring("Caused by: ".length()).strip())
            .toList();
    return causes.isEmpty() ? body.strip() : causes.getLast();
  }
}
