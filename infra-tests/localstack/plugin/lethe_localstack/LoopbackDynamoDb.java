/// DynamoDB Local on the loopback interface only; its own main class listens on every one.
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;

void main(String[] arguments) throws Exception {
  var dynamoDb = ServerRunner.createServerFromCommandLineArgs(arguments);
  var server = dynamoDb.getClass().getDeclaredField("server");
  server.setAccessible(true);
  for (var connector : ((Server) server.get(dynamoDb)).getConnectors()) {
    ((ServerConnector) connector).setHost("127.0.0.1");
  }
  dynamoDb.start();
  dynamoDb.join();
}
