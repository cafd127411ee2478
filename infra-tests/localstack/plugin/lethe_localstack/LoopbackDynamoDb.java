import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/// DynamoDB Local on the loopback interface only; its own main class listens on every one.
///
/// With `lethe.direct.port` it answers at a second port too, past LocalStack, which takes
/// longer to hand a request on than DynamoDB Local to answer it. What is asked of items is answered
/// at once; what is asked of tables is LocalStack's, at `lethe.direct.gateway`: it knows more of
/// them. `lethe.direct.key` is the access key by which LocalStack tells its accounts and regions
/// apart.
void main(String[] arguments) throws Exception {
  var dynamoDb = ServerRunner.createServerFromCommandLineArgs(arguments);
  var field = dynamoDb.getClass().getDeclaredField("server");
  field.setAccessible(true);
  var server = (Server) field.get(dynamoDb);
  var port = Integer.getInteger("lethe.direct.port");
  if (port != null) {
    var direct = new ServerConnector(server);
    direct.setName(Direct.NAME);
    direct.setPort(port);
    server.addConnector(direct);
    server.setHandler(new Direct(server.getHandler()));
  }
  for (var connector : server.getConnectors()) {
    ((ServerConnector) connector).setHost("127.0.0.1");
  }
  dynamoDb.start();
  dynamoDb.join();
}

static final class Direct extends Handler.Wrapper {

  static final String NAME = "direct";

  private static final String TARGET = "X-Amz-Target";

  private static final Set<String> OF_ITEMS =
      Set.of(
          "BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan",
          "TransactGetItems", "TransactWriteItems", "UpdateItem");

  private static final String CREDENTIAL = "Credential=[^/]+/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway = URI.create(System.getProperty("lethe.direct.gateway"));
  private final String credential = "Credential=" + System.getProperty("lethe.direct.key") + "/";

  Direct(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!NAME.equals(request.getConnectionMetaData().getConnector().getName())) {
      return super.handle(request, response, callback);
    }
    var target = String.valueOf(request.getHeaders().get(TARGET));
    if (OF_ITEMS.contains(target.substring(target.indexOf('.') + 1))) {
      return super.handle(inItsAccount(request), response, callback);
    }
    var asked =
        HttpRequest.newBuilder(gateway)
            .POST(BodyPublishers.ofByteArray(Content.Source.asByteArrayAsync(request, -1).get()));
    for (var name :
        new String[] {TARGET, HttpHeader.AUTHORIZATION.asString(), HttpHeader.CONTENT_TYPE.asString()}) {
      var value = request.getHeaders().get(name);
      if (value != null) {
        asked.header(name, value);
      }
    }
    var answer = http.send(asked.build(), BodyHandlers.ofByteArray());
    response.setStatus(answer.statusCode());
    for (var name : new String[] {HttpHeader.CONTENT_TYPE.asString(), "x-amzn-RequestId", "x-amz-crc32"}) {
      answer.headers().firstValue(name).ifPresent(value -> response.getHeaders().put(name, value));
    }
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private Request inItsAccount(Request request) {
    var headers =
        HttpFields.build(request.getHeaders())
            .computeField(
                HttpHeader.AUTHORIZATION,
                (header, fields) ->
                    fields == null
                        ? null
                        : new HttpField(
                            header, fields.getFirst().getValue().replaceFirst(CREDENTIAL, credential)))
            .asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }
}
