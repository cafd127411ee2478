package dev.lethe.infra.simulation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The state machine of requests, as its file says.
///
/// @param start the state that it begins with
/// @param states by their names
record Machine(String start, Map<String, Map<String, Object>> states) {

  private static final Pattern PARTS = Pattern.compile("\\.");
  private static final ObjectMapper JSON = new ObjectMapper();

  static final Machine OF_REQUESTS =
      read(Path.of("../functions/subjects/statemachine/requests.asl.json"));

  private static Machine read(Path file) {
    try {
      return of(JSON.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The machine of a branch, or of all.
  static Machine of(Map<String, Object> definition) {
    return new Machine(field(definition, "StartAt"), field(definition, "States"));
  }

  /// A field that must be there.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T field(Map<String, Object> of, String name) {
    return (T) Objects.requireNonNull(of.get(name), name);
  }

  Map<String, Object> state(String name) {
    return Objects.requireNonNull(states.get(name), name);
  }

  static List<Machine> branches(Map<String, Object> state) {
    List<Map<String, Object>> branches = field(state, "Branches");
    return branches.stream().map(Machine::of).toList();
  }

  /// What a path leads to: `$.a.b`, or `$.a[1]`.
  static Object at(String path, Object data) {
    var found = data;
    for (var name : PARTS.split(path.replace("[", ".["), -1)) {
      if (name.startsWith("[")) {
        found = ((List<?>) found).get(Integer.parseInt(name.substring(1, name.length() - 1)));
      } else if (!name.equals("$")) {
        found = ((Map<?, ?>) found).get(name);
      }
      Objects.requireNonNull(found, path);
    }
    return found;
  }

  /// What a state is given.
  ///
  /// @param token of the task, where one is asked for
  @SuppressWarnings("unchecked")
  static Map<String, Object> parameters(Map<String, Object> template, Object data, String token) {
    var parameters = new HashMap<String, Object>();
    template.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inner) {
        parameters.put(name, parameters((Map<String, Object>) inner, data, token));
      } else if (name.endsWith(".$")) {
        var path = (String) value;
        parameters.put(
            name.substring(0, name.length() - 2),
            path.equals("$$.Task.Token") ? token : at(path, data));
      } else {
        parameters.put(name, value);
      }
    });
    return parameters;
  }

  /// What a state passes on: its input, and its result where `ResultPath` says.
  @SuppressWarnings("unchecked")
  static Object passedOn(Map<String, Object> state, Object data, Object result) {
    if (!state.containsKey("ResultPath")) {
      return result;
    }
    var path = (String) state.get("ResultPath");
    if (path == null) {
      return data;
    }
    var more = new HashMap<>((Map<String, Object>) data);
    more.put(path.substring("$.".length()), result);
    return more;
  }

  /// The state that a choice leads to.
  static String chosen(Map<String, Object> state, Object data) {
    List<Map<String, Object>> choices = field(state, "Choices");
    for (var choice : choices) {
      var value = at(field(choice, "Variable"), data);
      if (value.equals(choice.get("StringEquals")) || value.equals(choice.get("BooleanEquals"))) {
        return field(choice, "Next");
      }
    }
    return field(state, "Default");
  }
}
