package dev.lethe.retention.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What holds of papers wherever they are kept.
public abstract class PapersContract {

  /// In a folder of its own.
  private final String folder = "work/" + UUID.randomUUID() + '/';

  protected abstract Papers papers();

  private static Bytes text(String text) {
    return Bytes.copyOf(text.getBytes(UTF_8));
  }

  @Test
  void whatIsKeptFirstStays() {
    var papers = papers();
    assertThat(papers.read(folder + "a")).isEmpty();
    assertThat(papers.create(folder + "a", text("first"))).isTrue();
    assertThat(papers.create(folder + "a", text("second"))).isFalse();
    assertThat(papers.read(folder + "a"))
        .hasValueSatisfying(paper -> assertThat(paper.content()).isEqualTo(text("first")));
    papers.delete(List.of(folder + "a"));
  }

  @Test
  void whoeverIsSlowerThanAnotherReplacesNothing() {
    var papers = papers();
    papers.create(folder + "b", text("first"));
    var version = papers.read(folder + "b").orElseThrow().version();
    assertThat(papers.replace(folder + "b", version, text("second"))).isTrue();
    assertThat(papers.replace(folder + "b", version, text("third"))).isFalse();
    assertThat(papers.read(folder + "b").orElseThrow().content()).isEqualTo(text("second"));
    papers.delete(List.of(folder + "b"));
    assertThat(papers.replace(folder + "b", version, text("fourth"))).isFalse();
  }

  @Test
  void thoseOfAFolderAreFoundAndNoOthers() {
    var papers = papers();
    papers.create(folder + "c", text("c"));
    papers.create(folder + "d", text("d"));
    assertThat(papers.names(folder)).containsExactly(folder + "c", folder + "d");
    papers.delete(papers.names(folder));
    assertThat(papers.names(folder)).isEmpty();
  }
}
