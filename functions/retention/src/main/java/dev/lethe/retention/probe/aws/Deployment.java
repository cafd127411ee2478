package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Place;
import dev.lethe.shared.env.Env;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What the places of this deployment are called in AWS: of each table and each bucket a variable,
/// `VAULT_TABLE`, `ARCHIVE_BUCKET`. Of those that a deployment may be without, it may be empty.
public final class Deployment {

  private Deployment() {}

  /// The names of tables.
  public static Map<Place, String> tables(Env env) {
    return named(env, Place.Form.TABLE, "_TABLE");
  }

  /// The names of buckets.
  public static Map<Place, String> buckets(Env env) {
    return named(env, Place.Form.BUCKET, "_BUCKET");
  }

  private static Map<Place, String> named(Env env, Place.Form form, String ending) {
    var names = new EnumMap<Place, String>(Place.class);
    for (var place : Place.values()) {
      if (place.form() == form) {
        var variable = place.name().toUpperCase(Locale.ROOT) + ending;
        if (place.isOptional()) {
          env.optional(variable).ifPresent(name -> names.put(place, name));
        } else {
          names.put(place, env.required(variable));
        }
      }
    }
    return names;
  }
}
