package dev.lethe.shared.erasure.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.erasure.SubjectCopies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Results of queries that name a label: [Athena
/// writes](https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html) each as
/// text, with a description beside it. There is a day's worth of them at most, and whoever needs
/// one asks again. What is no such text, as `UNLOAD` writes it, nobody can search: it goes, too.
public final class QueryResults implements SubjectCopies {

  private static final String DESCRIPTION = ".metadata";
  private static final List<String> TEXTS = List.of(".csv", ".txt");

  private final S3Client s3;
  private final String name;
  private final S3Bucket bucket;

  public QueryResults(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
    this.bucket = new S3Bucket(s3, name);
  }

  @Override
  public long count(String app, String label) {
    return naming(label).size();
  }

  @Override
  public long erase(String app, String label) {
    var found = naming(label);
    bucket.delete(withDescriptions(found));
    return found.size();
  }

  private List<String> naming(String label) {
    var names = bucket.list("").map(S3Object::key).collect(Collectors.toSet());
    return names.stream()
        .filter(name -> !isDescription(name, names) && mayName(name, label))
        .toList();
  }

  /// One that describes nothing is looked into as a result is.
  private static boolean isDescription(String name, Set<String> names) {
    return name.endsWith(DESCRIPTION)
        && names.contains(name.substring(0, name.length() - DESCRIPTION.length()));
  }

  private static List<String> withDescriptions(List<String> results) {
    var all = new ArrayList<String>();
    for (var result : results) {
      all.add(result + DESCRIPTION);
      all.add(result);
    }
    return all;
  }

  private boolean mayName(String result, String label) {
    if (TEXTS.stream().noneMatch(result::endsWith)) {
      return true;
    }
    try (var content = s3.getObject(get -> get.bucket(name).key(result))) {
      return contains(content, label.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchKeyException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether bytes come to these anywhere, however many they are: a result may be larger than
  /// memory.
  private static boolean contains(InputStream content, byte[] label) throws IOException {
    var window = new byte[1 << 16];
    var held = 0;
    while (true) {
      var read = content.readNBytes(window, held, window.length - held);
      if (read == 0) {
        return false;
      }
      var end = held + read;
      if (indexOf(window, end, label) >= 0) {
        return true;
      }
      held = Math.min(label.length - 1, end);
      System.arraycopy(window, end - held, window, 0, held);
    }
  }

  private static int indexOf(byte[] bytes, int end, byte[] label) {
    for (var at = 0; at + label.length <= end; at++) {
      if (Arrays.equals(bytes, at, at + label.length, label, 0, label.length)) {
        return at;
      }
    }
    return -1;
  }
}
