package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/openapi.yaml`, and whether an answer of the API is one that it tells of.
public final class Contract {

  private static final Contract DOCUMENT = new Contract();

  /// What is answered where nothing is documented.
  private static final String NO_SUCH_PATH = "#/components/responses/NoSuchPath";

  /// What programs tell errors apart by: each error that is documented has its own.
  private static final Set<String> SAME_AS_IN_EXAMPLE = Set.of("code", "type", "title", "status");

  private static final String BY_GATEWAY = "x-gateway-response";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode document =
      new YAMLMapper(new YAMLAnchorReplayingFactory())
          .readTree(Path.of("..", "docs", "openapi.yaml"));

  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Contract() {}

  public static Contract document() {
    return DOCUMENT;
  }

  /// What was asked and answered.
  ///
  /// @param path below the API's stage, without its query
  public record Exchange(
      String method, String path, int status, HttpHeaders headers, String body) {}

  /// Fails if an answer is not one that the document tells of.
  public void check(Exchange exchange) {
    var asked = exchange.method() + " " + exchange.path() + " " + exchange.status();
    var answer = documented(exchange);
    assertThat(answer).as("docs/openapi.yaml does not tell of: " + asked).isPresent();
    checkHeaders(answer.get(), exchange.headers(), asked);
    if (answer.get().path("content").isEmpty()) {
      assertThat(exchange.body()).as(asked).isEmpty();
      return;
    }
    var type = exchange.headers().firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
    var content = answer.get().path("content").path(type);
    assertThat(content.isMissingNode()).as(asked + " as " + type).isFalse();
    if (!type.contains("json")) {
      return;
    }
    assertThat(errors(content.path("schema"), exchange.body()))
        .as(asked + ": " + exchange.body())
        .isEmpty();
    var body = JSON.readTree(exchange.body());
    for (var told : content.path("example").properties()) {
      if (SAME_AS_IN_EXAMPLE.contains(told.getKey())) {
        assertThat(body.path(told.getKey())).as(asked).isEqualTo(told.getValue());
      }
    }
  }

  private void checkHeaders(JsonNode answer, HttpHeaders headers, String asked) {
    for (var header : answer.path("headers").properties()) {
      var value = headers.firstValue(header.getKey());
      assertThat(value).as(asked + ", " + header.getKey()).isPresent();
      var schema = resolved(header.getValue()).path("schema");
      var isText = schema.path("type").asString("string").equals("string");
      var json = isText ? JSON.writeValueAsString(value.get()) : value.get();
      assertThat(errors(schema, json))
          .as(asked + ", " + header.getKey() + ": " + value.get())
          .isEmpty();
    }
  }

  /// What the document has to say to an exchange.
  private Optional<JsonNode> documented(Exchange exchange) {
    var operation =
        path(exchange.path())
            .map(path -> item(path).path(exchange.method().toLowerCase(Locale.ROOT)))
            .filter(JsonNode::isObject);
    if (operation.isEmpty()) {
      return exchange.status() == 404 ? Optional.of(at(NO_SUCH_PATH)) : Optional.empty();
    }
    var answers = operation.get().path("responses");
    var status = Integer.toString(exchange.status());
    var range = status.charAt(0) + "XX";
    return Optional.of(answers.path(answers.has(status) ? status : range))
        .filter(JsonNode::isObject)
        .map(this::resolved);
  }

  /// The document's path that a request's is one of.
  private Optional<String> path(String path) {
    return document.path("paths").propertyNames().stream()
        .filter(template -> path.matches(PARAMETER.matcher(template).replaceAll("[^/]+")))
        .findFirst();
  }

  /// Every answer that a function gives, as `POST /v1/track 200`; API Gateway's own are not among
  /// them.
  public Set<String> answersOfFunctions() {
    var answers = new TreeSet<String>();
    for (var path : paths()) {
      for (var operation : item(path).properties()) {
        if (METHODS.contains(operation.getKey())) {
          for (var answer : operation.getValue().path("responses").properties()) {
            if (!resolved(answer.getValue()).has(BY_GATEWAY)) {
              answers.add(
                  operation.getKey().toUpperCase(Locale.ROOT) + " " + path + " " + answer.getKey());
            }
          }
        }
      }
    }
    return answers;
  }

  /// The operations for which a customer's secret key is asked, as `GET /v1/apps`.
  public Set<String> ofSecretKeys() {
    var operations = new TreeSet<String>();
    for (var path : paths()) {
      for (var operation : item(path).properties()) {
        var security = operation.getValue().path("security");
        if (METHODS.contains(operation.getKey())
            && security.valueStream().anyMatch(scheme -> scheme.has("secretKey"))) {
          operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    }
    return operations;
  }

  public List<String> paths() {
    return List.copyOf(document.path("paths").propertyNames());
  }

  /// The bodies that a path's `POST` has for examples, as JSON.
  public List<String> examples(String path) {
    var content = item(path).path("post").path("requestBody").path("content");
    return content.path("application/json").path("examples").properties().stream()
        .map(example -> example.getValue().path("value").toString())
        .toList();
  }

  /// The values of a schema that has a closed set of them.
  public List<String> values(String schema) {
    return at("#/components/schemas/" + schema)
        .path("enum")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  /// The names of a schema's properties.
  public Set<String> properties(String schema) {
    return new TreeSet<>(at("#/components/schemas/" + schema).path("properties").propertyNames());
  }

  /// How a schema is explained.
  public String description(String schema) {
    return at("#/components/schemas/" + schema).path("description").asString();
  }

  private JsonNode item(String path) {
    return resolved(document.path("paths").path(path));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(at(node.path("$ref").asString())) : node;
  }

  private JsonNode at(String reference) {
    return document.at(reference.substring(1));
  }

  /// What is wrong with a text of JSON by a schema of the document.
  private List<String> errors(JsonNode schema, String json) {
    var whole = JSON.createObjectNode();
    schema.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
    whole.set("components", document.path("components"));
    try {
      return schemas.getSchema(whole).validate(JSON.readTree(json)).stream()
          .map(Object::toString)
          .toList();
    } catch (JacksonException e) {
      return List.of("It is no JSON.");
    }
  }
}
