package dev.lethe.infra;

import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.OldTickets;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/// Requests about screenshots, with every answer that they get.
///
/// @param tenant takes screenshots
/// @param off does not
/// @param keyless has lost its keys
/// @param crowded has brought all new subjects of these minutes, and takes screenshots
/// @param hurried has asked for all uploads of these minutes, and takes screenshots
record ScreenshotRows(Tenant tenant, Tenant off, Tenant keyless, Tenant crowded, Tenant hurried) {

  private static final String OFFER = "/v1/screenshots";
  private static final String COMPLETE = "/v1/screenshots/{id}/complete";
  private static final byte[] PICTURE = Pictures.png();
  private static final String FORM = Uploader.form("d1", PICTURE);
  private static final String TOO_LARGE = FORM.replace(":" + PICTURE.length, ":5242881");

  Stream<Row> all() {
    return Stream.concat(offers(), completions());
  }

  private Stream<Row> offers() {
    return Stream.of(
        offer(tenant, FORM, 201),
        offer(tenant, "{", 400),
        offer(off, FORM, 403),
        offer(tenant, TOO_LARGE, 413),
        offer(hurried, FORM, 429),
        offer(keyless, FORM, 503),
        new Row("POST", OFFER, Map.of(), FORM, Map.of(), 401));
  }

  private Stream<Row> completions() {
    var none = Map.of("id", "none");
    var jpeg = Uploader.form("d1", PICTURE, "image/jpeg");
    return Stream.of(
        complete(tenant, uploaded(tenant, FORM), FORM, 200),
        complete(tenant, "none", "{", 400),
        new Row("POST", COMPLETE, none, FORM, Map.of(), 401),
        complete(off, "none", FORM, 403),
        complete(tenant, "none", FORM, 404),
        complete(tenant, ticket(Instant.now()), FORM, 409),
        complete(tenant, ticket(Instant.now().minus(Duration.ofHours(1))), FORM, 410),
        complete(tenant, "none", TOO_LARGE, 413),
        complete(tenant, uploaded(tenant, jpeg), jpeg, 422),
        complete(crowded, uploaded(crowded, FORM), FORM, 429),
        complete(keyless, "none", FORM, 503));
  }

  private static String uploaded(Tenant of, String form) {
    return new Uploader(of).uploaded(form, PICTURE);
  }

  private String ticket(Instant offered) {
    var keyring = new SubjectStates(tenant).view(Whose.of(null, "d1")).keyring();
    return OldTickets.id(offered, FORM, keyring);
  }

  private static Row offer(Tenant by, String form, int status) {
    return row(OFFER, Map.of(), form, by, status);
  }

  private static Row complete(Tenant by, String id, String form, int status) {
    return row(COMPLETE, Map.of("id", id), form, by, status);
  }

  private static Row row(
      String path, Map<String, String> parameters, String form, Tenant by, int status) {
    return new Row("POST", path, parameters, form, GatewayEvents.basic(by.writeKey()), status);
  }
}
