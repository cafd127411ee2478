package dev.lethe.infra.simulation;

import dev.lethe.archive.Found;
import dev.lethe.archive.LabelStanding;
import dev.lethe.archive.Standings;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import dev.lethe.subjects.work.Tasks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Ways to be wrong about rights, each in a store's place: what the simulation would not find in
/// these, it would not find in the code either.
enum BrokenRights implements Variant {

  /// The archive answers before what came before the erasure is stored.
  ANSWERED_TOO_EARLY(0) {
    @Override
    public boolean answersEarly() {
      return true;
    }
  },

  /// The archive does not drop what comes behind an erasure.
  DEAD_ARE_ARCHIVED(400) {
    @Override
    public Standings of(Standings standings) {
      return new ForgetfulStandings(standings);
    }
  },

  /// A life that is over keeps its label and its key.
  KEY_KEPT(0) {
    @Override
    public Subjects of(CaseTable subjects) {
      return new ForwardingSubjects(subjects) {
        @Override
        public boolean change(CaseId id, int days, Stored before, Stored after, Order order) {
          var state = after.state();
          var kept =
              new SubjectState(
                  state.lives(),
                  state.version(),
                  before.state().life(),
                  state.erased(),
                  state.rights());
          return super.change(id, days, before, new Stored(kept, after.retraction()), order);
        }
      };
    }
  },

  /// The label of a life that is over leads to its subject.
  LABEL_KEPT(0) {
    @Override
    public Subjects of(CaseTable subjects) {
      return new ForwardingSubjects(subjects) {
        @Override
        public boolean change(CaseId id, int days, Stored before, Stored after, Order order) {
          return subjects.keepingTheLabel(
              () -> super.change(id, days, before, after, order), before.state());
        }
      };
    }
  },

  /// Erasures are sent outside their labels' lanes.
  OUTSIDE_THE_LANE(0) {
    @Override
    public String lane(Command command) {
      return command.kind() == Command.Kind.ERASE
          ? new StringBuilder(command.label()).reverse().toString()
          : command.partitionKey();
    }
  },

  /// Whoever begins again begins anew.
  BEGUN_ANEW(0) {
    @Override
    public Subjects of(CaseTable subjects) {
      return new ForwardingSubjects(subjects) {
        @Override
        public Optional<Order> order(CaseId id, Pseudonym subject) {
          return Optional.empty();
        }

        @Override
        public boolean change(CaseId id, int days, Stored before, Stored after, Order order) {
          return subjects.change(id, before, after, order);
        }
      };
    }
  },

  /// A request that is over is worked on by those who were thought dead.
  BEGUN_WHEN_OVER(2100) {
    @Override
    public Subjects of(CaseTable subjects) {
      return new ForwardingSubjects(subjects) {
        @Override
        public boolean change(CaseId id, int days, Stored before, Stored after, Order order) {
          return subjects.order(id, order.life().subject()).isEmpty()
              && subjects.change(id, before, after, order);
        }
      };
    }
  },

  /// Nobody knows which retractions are not in the lane yet.
  LIFTED_TOO_EARLY(0) {
    @Override
    public Subjects of(CaseTable subjects) {
      return new ForwardingSubjects(subjects) {
        @Override
        public Stored find(String app, Pseudonym subject) {
          return new Stored(super.find(app, subject).state(), null);
        }
      };
    }
  },

  /// Requests say whom they are about.
  PSEUDONYMS_IN_REQUESTS(0) {
    @Override
    public RequestBook of(RequestBook book, CaseTable cases) {
      return new TellingBook(book, cases);
    }
  },

  /// Tasks that were answered keep their tokens.
  TASKS_KEEP_TOKENS(0) {
    @Override
    public boolean forgetsTasks() {
      return false;
    }
  },

  /// Commands carry the tokens of their tasks.
  TOKENS_ON_THE_STREAM(0) {
    @Override
    public Tasks of(TaskTable tasks) {
      return new Tasks() {
        @Override
        public String open(Command.Consumer consumer, String token, int commands) {
          return tasks.open(token, token, commands);
        }

        @Override
        public String name(String task, int number) {
          return tasks.name(task, number);
        }
      };
    }
  };

  private final long from;

  BrokenRights(long from) {
    this.from = from;
  }

  /// The first seed that it is tried with: some are rare.
  long from() {
    return from;
  }

  private record ForgetfulStandings(Standings standings) implements Standings {

    @Override
    public void bury(String label) {
      standings.bury(label);
    }

    @Override
    public void hold(String label, long state, boolean isHeld) {
      standings.hold(label, state, isHeld);
    }

    @Override
    public Map<String, LabelStanding> of(Collection<String> labels) {
      var known = standings.of(labels);
      known.replaceAll((label, standing) -> new LabelStanding(false, standing.isHeld()));
      return known;
    }

    @Override
    public Found note(String label, Found found) {
      return standings.note(label, found);
    }

    @Override
    public Found note(String label, long state, Found found) {
      return standings.note(label, state, found);
    }
  }

  private record TellingBook(RequestBook book, CaseTable cases) implements RequestBook {

    @Override
    public Entry enter(EnteredRequest request) {
      return book.enter(request);
    }

    @Override
    public Optional<EnteredRequest> find(String customer, UUID id) {
      return book.find(customer, id);
    }

    @Override
    public boolean advance(EnteredRequest read, Timeline later) {
      return book.advance(read, later);
    }

    @Override
    public void note(String customer, UUID id, Step step, Instant at) {
      book.note(customer, id, step, at);
      for (var named : cases.named(new CaseId(Vaults.APP, id))) {
        book.note(customer, id, new Step(step.kind(), named.pseudonym().text()), at);
      }
    }
  }

  private static class ForwardingSubjects implements Subjects {

    private final CaseTable subjects;

    ForwardingSubjects(CaseTable subjects) {
      this.subjects = subjects;
    }

    @Override
    public List<Subject> named(CaseId id) {
      return subjects.named(id);
    }

    @Override
    public Stored find(String app, Pseudonym subject) {
      return subjects.find(app, subject);
    }

    @Override
    public Set<Pseudonym> devicesAlone(String app, Pseudonym user, long lives) {
      return subjects.devicesAlone(app, user, lives);
    }

    @Override
    public Optional<Order> order(CaseId id, Pseudonym subject) {
      return subjects.order(id, subject);
    }

    @Override
    public List<Order> orders(CaseId id) {
      return subjects.orders(id);
    }

    @Override
    public boolean change(CaseId id, int days, Stored before, Stored after, Order order) {
      return subjects.change(id, days, before, after, order);
    }

    @Override
    public void inLane(String app, Pseudonym subject, long retraction) {
      subjects.inLane(app, subject, retraction);
    }

    @Override
    public long count(String app, Order order) {
      return subjects.count(app, order);
    }

    @Override
    public void remove(String app, Order order) {
      subjects.remove(app, order);
    }

    @Override
    public void close(CaseId id) {
      subjects.close(id);
    }
  }
}
