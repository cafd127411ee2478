package dev.lethe.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.content.ContentPart;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

  private static final List<String> ADDRESSES =
      List.of(
          "130.149.7.201",
          "::ffff:130.149.7.201",
          "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff",
          "fe80::bbbb:cccc:dddd:eeee%eth0",
          "[2001:db8:aaaa:bbbb::1]:443");

  /// What no masked address has in it.
  private static final String[] CLEAR = {"7.201", "bbbb", "cccc", "dddd"};

  private static Content content(String body) throws RefusedRequestException {
    var reader = new BodyReader(new Origins(address -> Optional.empty()));
    return reader
        .read(
            new Call.Single(EventType.TRACK),
            body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .events()
        .getFirst()
        .content();
  }

  private static String json(byte[] cbor) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      new SealedContent(Records.NOON, null, null, null, List.of(Bytes.copyOf(cbor)))
          .writeEvents(json);
    }
    return text.toString();
  }

  private static String whole(String body) throws RefusedRequestException, IOException {
    return json(content(body).whole());
  }

  /// What its device is stays, and its times and names go.
  @Test
  void allThatAGoalSaysOfItselfIsTheFeatures() throws RefusedRequestException, IOException {
    var body =
        "{'type':'track','event':' Goal  Reached','timestamp':'2026-11-24T12:00:00Z',"
            + "'context':{'os':{'name':'iOS'},'traits':{'plan':'gold'}},"
            + "'properties':{'goal':'swam','far':{'how':2}},'userId':'jane'}";
    var goal = content(body);
    assertThat(goal.features())
        .containsExactlyInAnyOrder(
            Feature.GOALS, Feature.USER_ATTRIBUTES, Feature.END_USER_IDENTIFIER);
    for (var masking : List.of(Masking.STANDARD, new Masking(16, 32))) {
      var kept = goal.masked(masking).keptBy(EnumSet.allOf(Feature.class));
      assertThat(json(kept.always().toArray()))
          .isEqualTo("{\"context\":{\"os\":{\"name\":\"iOS\"},\"traits\":{}}}");
      assertThat(kept.parts()).hasSize(6);
    }
    assertThat(json(goal.whole())).contains("swam", "gold", "jane");
  }

  @Test
  void whatIsNoGoalIsNoFeatures() throws RefusedRequestException {
    assertThat(content("{'event':'Read','properties':{'goal':'swam'}}").features()).isEmpty();
  }

  @Test
  void keepsAnEventAsItWas() throws RefusedRequestException, IOException {
    var event =
        "{\"event\":\"E\",\"n\":1.50,\"big\":123456789012345678901234567890,\"t\":true,"
            + "\"nothing\":null,\"list\":[1,\"a\",[],{}],\"o\":{\"o\":{\"ü\":\"€\"}}}";
    assertThat(whole(event)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':'%s'}",
        "{'properties':{'a':['x',{'b':'%s'}]}}",
        "{'context':{'ip':'%s'}}",
        "{'context':{'headers':{'X-Forwarded-For':'10.1.2.3, %s, unknown'}}}",
        "{'properties':{'%s':1}}",
        "{'properties':{'url':'https://%s/path?from=%s'}}",
        "{'messageId':'m-%s','anonymousId':'%s','userId':'%s'}",
        "{'traits':{'note':'seen at %s.'}}",
        "{'context':{'app':{'version':['%s']}}}",
        "{'properties':{'conversion':'%s'}}",
        "{'properties':{'list':[{'version':'1'},'%s']}}",
        "{'properties':{'version':{'from':'%s'}}}",
      })
  void masksAddressesWhereverTheyStand(String body) throws RefusedRequestException, IOException {
    for (var address : ADDRESSES) {
      assertThat(whole(body.replace("%s", address))).as(address).doesNotContain(CLEAR);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'jane'", "'2001:db8:aaaa:bbbb'", "'7.201'", "{'v4':'130.149.7.201'}", "7"})
  void dropsAnAddressThatItCannotUnderstand(String address)
      throws RefusedRequestException, IOException {
    assertThat(whole("{'context':{'ip':" + address + ",'c':1}}"))
        .isEqualTo("{\"context\":{\"c\":1}}");
  }

  /// Four numbers in a version's own field are a version; so much stands in the design.
  @ParameterizedTest
  @CsvSource({"version", "appVersion", "app_version", "VERSION", "os.version"})
  void leavesVersionsAsTheyAre(String field) throws RefusedRequestException, IOException {
    assertThat(whole("{'properties':{'" + field + "':'10.2.3.4'}}")).contains("10.2.3.4");
    assertThat(whole("{'properties':{'" + field + "':'2001:db8:aaaa:bbbb::1'}}"))
        .doesNotContain(CLEAR);
  }

  /// Objects and lists of any shape, with an address somewhere.
  @Property(tries = 500)
  void masksAddressesInAnyShape(@ForAll long seed) throws Exception {
    var random = new Random(seed);
    var address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
    var body = "{'event':'E'," + object(random, 4, address).substring(1);
    assertThat(whole(body)).as(body).doesNotContain(CLEAR);
  }

  private static String value(Random random, int depth, String address) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0 -> "'" + text(random, address) + "'";
      case 1 -> "[" + value(random, depth - 1, address) + "," + value(random, 0, address) + "]";
      case 2 -> object(random, depth - 1, address);
      default -> String.valueOf(random.nextInt());
    };
  }

  private static String object(Random random, int depth, String address) {
    return "{'f%d':%s,'%s x':%s}"
        .formatted(
            random.nextInt(9),
            value(random, depth, address),
            text(random, address),
            value(random, depth, address));
  }

  private static String text(Random random, String address) {
    var around = List.of("", " ", ",", "=", "(", "\\\"", "x ", "http://", "\\n", "; ");
    return around.get(random.nextInt(around.size()))
        + address
        + around.get(random.nextInt(3))
        + (random.nextBoolean() ? "," + address : "");
  }

  @Test
  void leavesOutWhatNoFeatureKeepsAndNothingElse() throws RefusedRequestException, IOException {
    var content =
        content("{'a':1,'userId':'u','b':2,'traits':{'n':1},'context':{'traits':{},'c':3},'d':4}");
    assertThat(content.features())
        .isEqualTo(EnumSet.of(Feature.END_USER_IDENTIFIER, Feature.USER_ATTRIBUTES));
    assertThat(json(kept(content, Set.of())))
        .isEqualTo("{\"a\":1,\"b\":2,\"traits\":{},\"context\":{\"traits\":{},\"c\":3},\"d\":4}");
    assertThat(json(kept(content, Set.of(Feature.USER_ATTRIBUTES))))
        .isEqualTo(
            "{\"a\":1,\"b\":2,\"traits\":{\"n\":1},\"context\":{\"traits\":{},\"c\":3},\"d\":4}");
    assertThat(kept(content, EnumSet.allOf(Feature.class))).isEqualTo(content.whole());
    assertThat(content.keptBy(Set.of()).parts()).isEmpty();
  }

  /// What is kept with these features, put together again as whoever opens it does.
  private static byte[] kept(Content content, Set<Feature> on) throws IOException {
    var keys = Keyrings.featureKeys("app_1", 1, 1);
    var kept = content.keptBy(on);
    var sealed = new EnumMap<Feature, Bytes>(Feature.class);
    for (var feature : on) {
      var parts =
          kept.parts().stream()
              .filter(part -> part.feature() == feature)
              .map(part -> new ContentPart(0, part.at(), part.field()))
              .toList();
      if (!parts.isEmpty()) {
        sealed.put(feature, keys.seal(feature, ContentPart.encode(parts)));
      }
    }
    try {
      return new SealedContent(Records.NOON, null, null, null, List.of(kept.always()), sealed)
          .opened(keys)
          .events()
          .getFirst()
          .toArray();
    } catch (WrongKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsAlwaysKeptHasNothingOfAnyFeature() throws RefusedRequestException, IOException {
    var content =
        content("{'a':1,'userId':'u','traits':{'n':1,'id':'u'},'context':{'location':{'x':1}}}");
    var kept = content.keptBy(EnumSet.allOf(Feature.class));
    assertThat(json(kept.always().toArray())).isEqualTo("{\"a\":1,\"traits\":{},\"context\":{}}");
    assertThat(kept.parts())
        .extracting(Content.KeptPart::feature)
        .containsExactly(
            Feature.END_USER_IDENTIFIER,
            Feature.USER_ATTRIBUTES,
            Feature.END_USER_IDENTIFIER,
            Feature.USER_ATTRIBUTES);
  }

  @Test
  void masksPartsAsWellAndKeepsThemApart() throws RefusedRequestException, IOException {
    var content =
        content(
            "{'traits':{'ip':'130.149.7.201','deep':{'ip':['130.149.7.202',{'a':{}}],'v':{}},'id':'u'},"
                + "'userId':'u','at':'130.149.7.203','context':{'traits':{'x':'2001:db8:1::1'},'c':3}}");
    var masked = content.masked(new Masking(8, 24));
    assertThat(json(kept(masked, EnumSet.allOf(Feature.class))))
        .isEqualTo(
            "{\"traits\":{\"ip\":\"130.0.0.0\",\"deep\":{\"ip\":[\"130.0.0.0\",{\"a\":{}}],\"v\":{}},\"id\":\"u\"},"
                + "\"userId\":\"u\",\"at\":\"130.0.0.0\","
                + "\"context\":{\"traits\":{\"x\":\"2001:d00::\"},\"c\":3}}");
    for (var on :
        List.of(
            Set.<Feature>of(),
            Set.of(Feature.END_USER_IDENTIFIER),
            Set.of(Feature.USER_ATTRIBUTES))) {
      assertThat(json(kept(masked, on)))
          .as(on.toString())
          .isEqualTo(
              json(kept(content, on))
                  .replaceAll("130\\.149\\.0\\.0|130\\.149\\.7\\.\\d+", "130.0.0.0")
                  .replace("2001:db8:1::", "2001:d00::"));
    }
  }

  @Test
  void isMaskedFurtherWithoutTheOriginal() throws RefusedRequestException, IOException {
    var masked =
        content("{'a':'130.149.7.201','b':['2001:db8:aaaa:bbbb::1']}").masked(new Masking(8, 24));
    assertThat(json(masked.whole())).isEqualTo("{\"a\":\"130.0.0.0\",\"b\":[\"2001:d00::\"]}");
  }
}
