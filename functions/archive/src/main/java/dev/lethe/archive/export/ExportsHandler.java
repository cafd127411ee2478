package dev.lethe.archive.export;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.export.aws.DynamoExports;
import dev.lethe.archive.export.aws.S3Links;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.archive.export.aws.StepFunctionsRuns;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.access.aws.Access;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/// `POST` and `GET /v1/apps/{app}/exports`, and `GET /v1/apps/{app}/exports/{export}`, for a
/// customer's secret key. Needs what [Access] needs, `REQUESTS_TABLE`, `EXPORTS_BUCKET` and
/// `STATE_MACHINE`, an ARN.
public final class ExportsHandler extends ApiHandler {

  /// How many files one answer tells of: an address is over 1 KB long.
  static final int FILES_PER_PAGE = 1_000;

  private static final List<String> DAYS = List.of("from", "to");
  private static final List<String> PAGES = List.of("limit", "after");

  private final OwnApplications applications;
  private final ExportRequests requests;
  private final Exports exports;
  private final ExportFiles files;
  private final Links links;
  private final Clock clock;

  public ExportsHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private ExportsHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        Access.of(env, dynamo, clock),
        new DynamoExports(dynamo, env.required("REQUESTS_TABLE"), clock),
        new StepFunctionsRuns(Clients.of(SfnClient.builder()), env.required("STATE_MACHINE")),
        new ExportFiles(
            new S3ArchiveObjects(s3, env.required("EXPORTS_BUCKET")),
            new S3Listing(new S3Bucket(s3, env.required("EXPORTS_BUCKET")))),
        new S3Links(S3Presigner.create(), env.required("EXPORTS_BUCKET")),
        clock);
  }

  ExportsHandler(
      OwnApplications applications,
      Exports exports,
      Runs runs,
      ExportFiles files,
      Links links,
      Clock clock) {
    this.applications = applications;
    this.requests = new ExportRequests(exports, runs, new SecureRandom(), clock);
    this.exports = exports;
    this.files = files;
    this.links = links;
    this.clock = clock;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      var asked = applications.toExport(event);
      return switch (event.getHttpMethod() + " " + event.getResource()) {
        case "POST /v1/apps/{app}/exports" -> begin(asked, event);
        case "GET /v1/apps/{app}/exports" -> list(asked.application(), event);
        case "GET /v1/apps/{app}/exports/{export}" -> show(asked.application(), event);
        default -> Responses.problem(Problem.notFound());
      };
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }

  private APIGatewayProxyResponseEvent begin(
      OwnApplications.Asked asked, APIGatewayProxyRequestEvent event) throws RefusedException {
    var parameters = Parameters.of(event);
    Parameters.only(DAYS, parameters);
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var to = Parameters.day("to", parameters, today);
    var from = Parameters.day("from", parameters, today.minusDays(Settings.LONGEST_RETENTION));
    var export = requests.begin(asked.application(), from, to, asked.caller().key());
    return Responses.json(202, json -> write(export, 0, json));
  }

  private APIGatewayProxyResponseEvent list(
      Application application, APIGatewayProxyRequestEvent event) throws RefusedException {
    Parameters.only(List.of(), Parameters.of(event));
    var shown =
        exports.of(application.customer(), application.id()).stream()
            .filter(export -> !export.isErased(application))
            .sorted(Comparator.comparing(Export::requested).reversed())
            .toList();
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("exports");
          for (var export : shown) {
            json.writeStartObject();
            write(export, files.written(export).size(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private APIGatewayProxyResponseEvent show(
      Application application, APIGatewayProxyRequestEvent event) throws RefusedException {
    var parameters = Parameters.of(event);
    Parameters.only(PAGES, parameters);
    var limit = Parameters.limit(parameters, FILES_PER_PAGE);
    var after = parameters.getOrDefault("after", "");
    var export =
        exports
            .find(
                application.customer(),
                application.id(),
                OwnApplications.path(event).getOrDefault("export", ""))
            .filter(found -> !found.isErased(application))
            .orElseThrow(() -> new RefusedException(Problem.notFound()));
    var written = files.written(export);
    return Responses.json(
        200,
        json -> {
          write(export, written.size(), json);
          if (export.status() == Export.Status.READY) {
            var page = written.stream().filter(file -> name(file).compareTo(after) > 0).toList();
            write(page.subList(0, Math.min(limit, page.size())), json);
            if (page.size() > limit) {
              json.writeStringField("next", name(page.get(limit - 1)));
            }
          }
        });
  }

  private void write(Export export, int written, JsonGenerator json) throws IOException {
    json.writeStringField("id", export.id());
    json.writeStringField("app", export.app());
    json.writeStringField("from", export.from().toString());
    json.writeStringField("to", export.to().toString());
    json.writeStringField("status", export.statusAt(clock.instant()).wireName());
    json.writeStringField("requested", export.requested().toString());
    json.writeStringField("expires", export.expires().toString());
    json.writeObjectFieldStart("parts");
    json.writeNumberField("written", written);
    if (export.parts() != null) {
      json.writeNumberField("all", export.parts());
    }
    json.writeEndObject();
    if (export.events() != null) {
      json.writeNumberField("events", export.events());
    }
  }

  private void write(List<Listing.Listed> page, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("files");
    for (var file : page) {
      json.writeStartObject();
      json.writeStringField("name", name(file));
      json.writeNumberField("bytes", file.bytes());
      json.writeStringField("url", links.to(file.name(), name(file)).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String name(Listing.Listed file) {
    return file.name().substring(file.name().lastIndexOf('/') + 1);
  }
}
