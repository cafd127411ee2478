package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ArchiveHandlerTest {

  @Test
  void whatLambdaHandsOverIsStored() {
    var files = new InMemoryFiles();
    var stores = new InMemoryArchive(files);
    var passedOver = new ArrayList<String>();
    var archive =
        new Archive(
            new Stores(
                files,
                stores,
                stores,
                stores,
                stores,
                new InMemorySubjects(),
                (record, why) -> passedOver.add(record.id()),
                new OneShard(),
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
