package dev.lethe.insights;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.insights.aws.DynamoCounterStore;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.access.aws.Access;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.record.WireNamed;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// `GET /v1/apps/{app}/insights`, `GET /v1/apps/{app}/insights/{metric}` and `GET
/// /v1/apps/{app}/usage` behind API Gateway. Needs what [Access] needs, `INSIGHTS_TABLE`,
/// `LEDGER_TABLE` and `SMALL_GROUP_THRESHOLD`.
public final class InsightsHandler extends ApiHandler {

  private static final String USAGE = "GET /v1/apps/{app}/usage";

  private final OwnApplications applications;
  private final QuestionReader questions;
  private final Insights insights;
  private final Usages usages;

  public InsightsHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private InsightsHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        Access.of(env, dynamo, clock),
        new ShownCounters(
            new DynamoCounterStore(dynamo, env.required("INSIGHTS_TABLE")),
            new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
            clock),
        env.requiredInt("SMALL_GROUP_THRESHOLD", 1),
        clock);
  }

  InsightsHandler(OwnApplications applications, CounterStore counters, int threshold, Clock clock) {
    this.applications = applications;
    this.questions = new QuestionReader(clock);
    this.insights = new Insights(counters, threshold, clock);
    this.usages = new Usages(counters, insights, clock);
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      var application = applications.named(event).application();
      if (Routes.of(event).equals(USAGE)) {
        var months = Months.read(Parameters.of(event), usages.present(application));
        return Responses.tagged(event, UsageWriter.write(usages.of(application, months)));
      }
      var path = OwnApplications.path(event);
      if (!path.containsKey("metric")) {
        return Responses.tagged(event, StatisticList.CONTENT);
      }
      var statistic = WireNamed.find(Statistic.class, path.getOrDefault("metric", ""));
      if (statistic.isEmpty()) {
        return Responses.problem(Problem.notFound());
      }
      var asked = questions.read(application, statistic.get(), Parameters.of(event));
      var answer = insights.answer(asked.question(), asked.page());
      return Responses.tagged(event, AnswerWriter.write(answer, asked.format()));
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }
}
