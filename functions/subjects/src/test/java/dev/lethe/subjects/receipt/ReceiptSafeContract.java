package dev.lethe.subjects.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every safe does.
public abstract class ReceiptSafeContract {

  private final String customer = Erasures.customer();

  protected abstract ReceiptSafe safe();

  private static SignedReceipt receipt(String customer, long number, String text) {
    return new SignedReceipt(
        customer, UUID.randomUUID().toString(), number, Bytes.copyOf(text.getBytes(UTF_8)));
  }

  @Test
  void whatIsKeptIsFoundAsItWas() {
    var receipt = receipt(customer, 1, "{\"ä\":1}\n");
    assertThat(safe().find(customer, 1)).isEmpty();
    assertThat(safe().keep(receipt)).isTrue();
    assertThat(safe().find(customer, 1)).contains(receipt);
    assertThat(safe().find(customer, 10)).isEmpty();
  }

  @Test
  void thereIsOnePlaceForANumber() {
    var first = receipt(customer, 1, "first");
    assertThat(safe().keep(first)).isTrue();
    assertThat(safe().keep(receipt(customer, 1, "second"))).isFalse();
    assertThat(safe().keep(first)).isFalse();
    assertThat(safe().find(customer, 1)).contains(first);
    assertThat(safe().keep(receipt(Erasures.customer(), 1, "another's"))).isTrue();
    assertThat(safe().find(customer, 1)).contains(first);
  }
}
