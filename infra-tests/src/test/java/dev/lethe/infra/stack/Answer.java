package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/// What an API answered.
public record Answer(int status, JsonNode json, String text, HttpHeaders headers) {}
