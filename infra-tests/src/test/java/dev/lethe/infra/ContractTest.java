package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.Contract.Exchange;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The contract lets pass what is documented, and nothing else.
class ContractTest {

  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private static void check(
      String method, String path, int status, Map<String, String> headers, String body) {
    var all =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    var made = HttpHeaders.of(all, (name, value) -> true);
    Contract.document().check(new Exchange(method, path, status, made, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/track                     | 200 | {"success":true}
          POST | /v1/track/                    | 200 | {"success":true}
          POST | /v1/b                         | 200 | {"success":true,"rejected":[{"index":0,"code":"too_old"}]}
          GET  | /v1/apps/app_1/insights/other | 404 | {"type":"urn:lethe:problem:not-found","title":"Not found","status":404,"detail":""}
          GET  | /v1/track                     | 404 | {"code":"not_found","message":"No such path."}
          """)
  void whatIsDocumentedPasses(String method, String path, int status, String body) {
    var type = body.contains("urn:") ? "application/problem+json" : "application/json";
    assertThatCode(() -> check(method, path, status, Map.of("Content-Type", type), body))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an undocumented status | POST | /v1/track   | 201 | {"success":true}
          an undocumented path   | POST | /v1/nowhere | 200 | {"success":true}
          an undocumented method | GET  | /v1/track   | 200 | {"success":true}
          an undocumented field  | POST | /v1/track   | 200 | {"success":true,"of":"us"}
          a missing field        | POST | /v1/track   | 400 | {"code":"malformed"}
          an undocumented code   | POST | /v1/track   | 400 | {"code":"bad","message":""}
          another error's code   | POST | /v1/track   | 400 | {"code":"too_large","message":""}
          an undocumented reason | POST | /v1/b       | 200 | {"success":true,"rejected":[{"index":0,"code":"no"}]}
          a problem by its type  | POST | /v1/apps    | 401 | {"type":"urn:lethe:problem:unauthorized","title":"Not authorised","status":401,"detail":""}
          no JSON                | POST | /v1/track   | 200 | {"success"
          a header that lacks    | POST | /v1/track   | 503 | {"code":"unavailable","message":""}
          """)
  void whatIsNotDocumentedFails(String what, String method, String path, int status, String body) {
    assertThatThrownBy(() -> check(method, path, status, JSON, body))
        .as(what)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aHeaderIsOfItsSchema() {
    var body = "{\"code\":\"unavailable\",\"message\":\"\"}";
    var type = "application/json";
    var seconds = Map.of("Content-Type", type, "Retry-After", "5");
    assertThatCode(() -> check("POST", "/v1/track", 503, seconds, body)).doesNotThrowAnyException();
    for (var wrong : List.of("soon", "0")) {
      var headers = Map.of("Content-Type", type, "Retry-After", wrong);
      assertThatThrownBy(() -> check("POST", "/v1/track", 503, headers, body))
          .isInstanceOf(AssertionError.class);
    }
  }
}
