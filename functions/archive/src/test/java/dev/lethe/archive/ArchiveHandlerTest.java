package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ArchiveHandlerTest {

  @Test
  void whatLambdaHandsOverIsStored() {
    var stores = new InMemoryArchive(new InMemoryFiles());
    var passedOver = new ArrayList<String>();
    var archive =
        new Archive(
            stores.all(
                new InMemorySubjects(),
                (record, why) -> passedOver.add(record.id()),
                (token, found) -> {}),
            Runnable::run);
    var answer =
        new ArchiveHandler(archive)
            .handleRequest(
                EventLoader.loadKinesisEvent("events/aggregate-records.json"),
                new TestLambdaContext());
    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(stores.lines()).hasSize(2);
    assertThat(passedOver).hasSize(1);
  }
}
