package dev.lethe.ingest.origin;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/// The country database that the function brings along: IPtoASN's, in the public domain (PDDL 1.0),
/// in MaxMind's format (<https://maxmind.github.io/MaxMind-DB/>). It is read for countries' codes
/// and nothing else, whatever a file may hold. Safe to use by several threads.
public final class CountryDatabase implements Countries {

  static final String FILE = "iptoasn-country.mmdb";

  private final Reader reader;

  CountryDatabase(InputStream file) throws IOException {
    reader = new Reader(file);
  }

  /// Loads the database.
  public static CountryDatabase bundled() {
    try (var file = CountryDatabase.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The package lacks " + FILE + ".");
      }
      return new CountryDatabase(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The package's " + FILE + " cannot be read.", e);
    }
  }

  @Override
  public Optional<String> of(InetAddress address) {
    try {
      var entry = reader.get(address, Map.class);
      return Optional.ofNullable(entry)
          .map(found -> found.get("country_code"))
          .map(Object::toString)
          .filter(CountryCodes::isCountry);
    } catch (IOException e) {
      throw new UncheckedIOException("The country database is damaged.", e);
    }
  }
}
