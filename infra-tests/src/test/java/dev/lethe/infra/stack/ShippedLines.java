package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/// A record as CloudWatch Logs puts it on a delivery stream: [lines of one log
/// stream](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html).
///
/// @param group the name of the log group
public record ShippedLines(String group, List<String> messages) {

  private static final JsonMapper JSON = new JsonMapper();

  public ShippedLines {
    messages = List.copyOf(messages);
  }

  /// @param data in base64, zipped
  static ShippedLines unpacked(String data) {
    try (var plain =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      var told = JSON.readTree(plain);
      if (!told.path("messageType").asText().equals("DATA_MESSAGE")) {
        throw new IllegalArgumentException("It is no record of lines.");
      }
      return new ShippedLines(
          told.path("logGroup").asText(),
          StreamSupport.stream(told.path("logEvents").spliterator(), false)
              .map(line -> line.path("message").asText())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("It is no record of CloudWatch Logs'.", e);
    }
  }

  /// What is in an object of the bucket of what was not taken.
  public static List<ShippedLines> undelivered(String object) {
    return object
        .lines()
        .map(ShippedLines::parsed)
        .map(line -> unpacked(line.path("rawData").asText()))
        .toList();
  }

  /// Each line with its group.
  public static Set<String> each(Collection<ShippedLines> records) {
    return records.stream()
        .flatMap(record -> record.messages().stream().map(line -> line(record.group(), line)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  static String line(String group, String message) {
    return group + ' ' + message;
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("It is no line of Firehose's.", e);
    }
  }
}
