package dev.lethe.subjects.packages;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Clock;
import java.util.List;

class InMemoryIssuesTest extends IssuesContract {

  private final InMemoryIssues issues = new InMemoryIssues(Clock.systemUTC());

  @Override
  protected Issues issuesAt(Clock clock) {
    return issues.at(clock);
  }

  @Override
  protected List<DisclosureEntry> disclosures(String customer) {
    return issues.disclosures().stream()
        .filter(entry -> entry.customer().equals(customer))
        .toList();
  }
}
