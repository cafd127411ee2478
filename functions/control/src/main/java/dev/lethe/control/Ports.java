package dev.lethe.control;

import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.FeatureSwitches;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.vault.SealedKeyrings;
import java.time.Duration;

/// What control works with.
///
/// @param ends what the end of an application takes, and of a customer
record Ports(
    OwnApplications applications,
    Registry registry,
    Enrolment enrolment,
    FeatureSwitches switches,
    Forgetting forgetting,
    Customers customers,
    Contacts contacts,
    Processors processors,
    Keys keys,
    Sealing sealing,
    Disclosures disclosures,
    Ends ends) {

  /// What an application's data is sealed with.
  record Sealing(
      SealedKeyrings keyrings, ApplicationKeys keys, RequestSecrets secrets, Peppers peppers) {}

  /// What is known of goals that are to be forgotten.
  ///
  /// @param longest for how long whoever read something before may go by it
  record Forgetting(GoalsOrders goals, Duration longest) {}

  /// Who else has data, and how many days before customers are told of it.
  record Processors(SubProcessors register, int noticeDays) {}

  /// What ends applications and customers.
  record Ends(
      Terminations terminations,
      TerminationWork work,
      TerminationWork ofCustomers,
      Measurements measurements) {}
}
