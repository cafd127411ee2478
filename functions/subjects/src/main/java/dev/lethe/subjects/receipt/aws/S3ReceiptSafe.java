package dev.lethe.subjects.receipt.aws;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.receipt.KeptReceipts;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket with [Object
/// Lock](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html), whose objects are
/// created if there is none of their name.
public final class S3ReceiptSafe implements KeptReceipts {

  /// Another write of the same name is under way.
  private static final int CONFLICT = 409;

  private static final int PRECONDITION_FAILED = 412;

  private static final String REQUEST = "request";
  private static final String PREFIX = "receipts/";
  private static final String SUFFIX = ".json";

  private final S3Client s3;
  private final String bucket;

  public S3ReceiptSafe(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public boolean keep(SignedReceipt receipt) {
    try {
      s3.putObject(
          put ->
              put.bucket(bucket)
                  .key(name(receipt.customer(), receipt.number()))
                  .contentType("application/json")
                  .metadata(Map.of(REQUEST, receipt.request()))
                  .ifNoneMatch("*"),
          RequestBody.fromBytes(receipt.file().toArray()));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<SignedReceipt> find(String customer, long number) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name(customer, number)));
      var request = found.response().metadata().get(REQUEST);
      if (request == null) {
        throw new IllegalStateException("A receipt lacks its request.");
      }
      return Optional.of(
          new SignedReceipt(customer, request, number, Bytes.copyOf(found.asByteArrayUnsafe())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> customers() {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(PREFIX).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(folder -> folder.prefix().substring(PREFIX.length(), folder.prefix().length() - 1))
        .toList();
  }

  @Override
  public List<Long> numbers(String customer) {
    var folder = PREFIX + customer + '/';
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder)).contents().stream()
        .map(object ->
            object.key().substring(folder.length(), object.key().length() - SUFFIX.length()))
        .map(Long::valueOf)
        .toList();
  }

  /// In the order of their numbers.
  private static String name(String customer, long number) {
    return PREFIX + "%s/%010d".formatted(customer, number) + SUFFIX;
  }
}
