package dev.lethe.subjects;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.signing.NotCertifiedException;
import dev.lethe.shared.signing.Signing;
import dev.lethe.subjects.request.ApiVersion;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Processor;
import dev.lethe.subjects.request.Refusal;
import dev.lethe.subjects.request.RequestAnswers;
import dev.lethe.subjects.request.RequestReader;
import dev.lethe.subjects.request.RequestRefusedException;
import dev.lethe.subjects.request.Results;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The routes of OpenDSR, each in the words of its version. Who asks about requests must show a key
/// first, and is answered unsigned without one: nobody can make us sign.
final class RequestRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(RequestRoutes.class);

  static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// What routes of each version begin with; what follows is common to all.
  private static final Pattern PLACE = Pattern.compile("^/v[12]/(opengdpr_)?");

  private static final String CHAIN = "application/pem-certificate-chain";
  private static final int OK = 200;

  private final OwnApplications customers;
  private final ProcessorPlace place;
  private final Signing signing;
  private final RequestIntake intake;
  private final RequestCancellation cancellation;
  private final RequestView view;
  private final Clock clock;

  RequestRoutes(
      OwnApplications customers,
      ProcessorPlace place,
      Signing signing,
      RequestIntake intake,
      RequestCancellation cancellation,
      RequestView view,
      Clock clock) {
    this.customers = customers;
    this.place = place;
    this.signing = signing;
    this.intake = intake;
    this.cancellation = cancellation;
    this.view = view;
    this.clock = clock;
  }

  /// The answer to a request.
  APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      return switch (event.getHttpMethod() + ' ' + below(event)) {
        case "GET discovery" -> answers(event).discovery(version(event));
        case "GET certificate.pem" -> certificate();
        case "POST requests" -> take(event);
        case "GET requests/{id}" -> answer(event, this::status);
        case "DELETE requests/{id}" -> answer(event, this::cancel);
        case "GET requests/{id}/results" -> answer(event, this::results);
        case "GET requests/{id}/receipt" -> answer(event, this::receipt);
        default -> Responses.problem(Problem.notFound());
      };
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    } catch (NotCertifiedException e) {
      Fault.log(LOG, "The operator's certificate is not of the key that signs, or not valid.", e);
      return Responses.problem(Problem.notCertified());
    }
  }

  private static String below(APIGatewayProxyRequestEvent event) {
    return PLACE.matcher(event.getResource()).replaceFirst("");
  }

  private static ApiVersion version(APIGatewayProxyRequestEvent event) {
    return event.getResource().startsWith("/v1/") ? ApiVersion.OPENGDPR : ApiVersion.OPENDSR;
  }

  private RequestAnswers answers(APIGatewayProxyRequestEvent event) throws RefusedException {
    var signer = signing.signer().orElseThrow(() -> new RefusedException(Problem.notCertified()));
    return new RequestAnswers(place.of(event), signer);
  }

  private APIGatewayProxyResponseEvent certificate() throws RefusedException {
    var chain =
        signing.certificate().orElseThrow(() -> new RefusedException(Problem.notCertified()));
    return Responses.of(OK, new Responses.Content(CHAIN, chain.pem()));
  }

  private APIGatewayProxyResponseEvent take(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var asker = customers.caller(event);
    var answers = answers(event);
    var version = version(event);
    var body = Bodies.of(event);
    try {
      var request = new RequestReader(place.of(event).domain(), clock).read(body, version);
      return switch (intake.take(asker, request)) {
        case RequestIntake.Outcome.Taken(var taken) ->
            answers.created(version, taken, body, clock.instant());
        case RequestIntake.Outcome.Refused(var refusal) -> answers.refused(version, refusal);
      };
    } catch (RequestRefusedException e) {
      return answers.refused(version, e.refusal());
    }
  }

  /// A question about a request that is there.
  ///
  /// @param place of the processor that it came to
  private record Question(
      ApiVersion version, RequestAnswers answers, Processor place, EnteredRequest request) {}

  private APIGatewayProxyResponseEvent answer(
      APIGatewayProxyRequestEvent event, Function<Question, APIGatewayProxyResponseEvent> about)
      throws RefusedException {
    var customer = customers.caller(event).customer();
    var answers = answers(event);
    var version = version(event);
    return Optional.ofNullable(OwnApplications.path(event).get("id"))
        .filter(id -> ID.matcher(id).matches())
        .flatMap(id -> view.find(customer, UUID.fromString(id)))
        .map(request -> about.apply(new Question(version, answers, place.of(event), request)))
        .orElseGet(() -> answers.refused(version, Refusal.notFound()));
  }

  private APIGatewayProxyResponseEvent status(Question question) {
    var request = question.request();
    var results =
        view.results(request)
            .map(there ->
                new Results(question.place().results(question.version(), request.id()), 1));
    return question
        .answers()
        .status(question.version(), request, results.orElse(null), clock.instant());
  }

  private APIGatewayProxyResponseEvent cancel(Question question) {
    var request = question.request();
    return switch (cancellation.cancel(request.customer(), request.id())) {
      case RequestCancellation.Outcome.Cancelled(var cancelled) ->
          question
              .answers()
              .cancelled(
                  question.version(), cancelled, cancelled.timeline().changes().getLast().at());
      case RequestCancellation.Outcome.Refused(var refusal) ->
          question.answers().refused(question.version(), refusal);
    };
  }

  private APIGatewayProxyResponseEvent results(Question question) {
    return view.results(question.request())
        .map(there -> question.answers().results(question.version(), question.request(), there))
        .orElseGet(() -> question.answers().refused(question.version(), Refusal.noResults()));
  }

  private APIGatewayProxyResponseEvent receipt(Question question) {
    return view.receipt(question.request())
        .map(receipt -> question.answers().receipt(question.version(), receipt))
        .orElseGet(() -> question.answers().refused(question.version(), Refusal.noReceipt()));
  }
}
