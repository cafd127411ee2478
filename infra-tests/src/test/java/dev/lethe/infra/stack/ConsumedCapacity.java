package dev.lethe.infra.stack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// What calls to DynamoDB cost, as DynamoDB says itself, by table: capacity units, which are what
/// AWS bills
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>).
public final class ConsumedCapacity implements ExecutionInterceptor {

  private final Map<String, Double> read = new ConcurrentHashMap<>();
  private final Map<String, Double> written = new ConcurrentHashMap<>();

  /// Read units of a table so far.
  public double read(String table) {
    return read.getOrDefault(table, 0.0);
  }

  /// Write units of a table so far.
  public double written(String table) {
    return written.getOrDefault(table, 0.0);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest call, ExecutionAttributes attributes) {
    var total = ReturnConsumedCapacity.TOTAL;
    return switch (call.request()) {
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(total).build();
      case BatchWriteItemRequest batch -> batch.toBuilder().returnConsumedCapacity(total).build();
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case BatchGetItemRequest batch -> batch.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
      default -> throw new IllegalArgumentException("Nobody counts what this call costs.");
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
    switch (call.response()) {
      case PutItemResponse put -> add(written, List.of(put.consumedCapacity()));
      case UpdateItemResponse update -> add(written, List.of(update.consumedCapacity()));
      case BatchWriteItemResponse batch -> add(written, batch.consumedCapacity());
      case GetItemResponse get -> add(read, List.of(get.consumedCapacity()));
      case BatchGetItemResponse batch -> add(read, batch.consumedCapacity());
      case QueryResponse query -> add(read, List.of(query.consumedCapacity()));
      default -> throw new IllegalArgumentException("Nobody counts what this call costs.");
    }
  }

  private static void add(
      Map<String, Double> units,
      Collection<software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity> consumed) {
    consumed.forEach(one -> units.merge(one.tableName(), one.capacityUnits(), Double::sum));
  }
}
