package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.Requests.calling;
import static dev.lethe.subjects.request.Requests.read;
import static dev.lethe.subjects.request.Requests.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.subjects.request.Refusal.Reason;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://examplecontroller.com/",
        "ftp://examplecontroller.com/",
        "//examplecontroller.com/",
        "examplecontroller.com",
        "https:///callbacks",
        "https://localhost/",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://user@examplecontroller.com/",
        "https://examplecontroller.com:8443/",
        "https://examplecontroller.com/#part",
        "https://example controller.com/",
        "https://examplecontroller.com/of?who=johndoe@example.com",
        "https://examplecontroller.com/of?who=JohnDoe%40example.com",
        "https://examplecontroller.com/johndoe%40example.com/done",
        "https://examplecontroller.com/%ff%zz"
      })
  void whatIsCalledIsPublicAndSaysNothingOfTheSubject(String url) {
    assertThat(reason(calling(url))).isEqualTo(Reason.INVALID_VALUE);
  }

  @Test
  void whatIsCalledIsCalledOnceEach() throws RequestRefusedException {
    assertThat(
            read(calling(
                    "https://a.example/x?token=1",
                    "https://b.example",
                    "https://a.example/x?token=1"))
                .callbacks())
        .containsExactly(
            URI.create("https://a.example/x?token=1"), URI.create("https://b.example"));
  }

  @Test
  void aShortIdentityIsNotFoundInsideOfWords() throws RequestRefusedException {
    var body = calling("https://e.example/callbacks").replace("johndoe@example.com", "a@e");
    assertThat(read(body.replace("\"a@e\"", "\"all\"").replace("\"email\"", "\"anonymous_id\"")))
        .isNotNull();
  }

  @Test
  void ofCallbacksThereAreFewAndShort() throws RequestRefusedException {
    var urls =
        IntStream.rangeClosed(0, RequestLimits.CALLBACKS)
            .mapToObj(i -> "https://a.example/" + i)
            .toArray(String[]::new);
    assertThat(reason(calling(urls))).isEqualTo(Reason.TOO_LARGE);
    assertThat(read(calling(Arrays.copyOf(urls, RequestLimits.CALLBACKS))).callbacks())
        .hasSize(RequestLimits.CALLBACKS);
    assertThat(reason(calling("https://a.example/" + "x".repeat(2_048))))
        .isEqualTo(Reason.INVALID_VALUE);
  }
}
