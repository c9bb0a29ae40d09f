package dev.paravent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowClientTest {
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void countsRowsUntilReady() throws IOException {
    login();
    message('T', "any description");
    row("1850175123456");
    row("2");
    message('C', "SELECT 2\0");
    message('Z', "I");

    assertThat(client().count("SELECT 1")).isEqualTo(2);
    assertThat(sent.toString(StandardCharsets.ISO_8859_1)).endsWith("Q\0\0\0\rSELECT 1\0");
  }

  @Test
  void readsTheFirstColumn() throws IOException {
    login();
    row("1850175123456");
    message('Z', "I");

    assertThat(client().firstColumn("SELECT nir")).containsExactly("1850175123456");
  }

  @Test
  void anErrorOfTheServerEndsTheMeasurement() throws IOException {
    login();
    message('E', "SERROR\0C42501\0Mrefused\0\0");

    assertThatThrownBy(() -> client().count("SELECT 1")).hasMessage("the server says: refused");
  }

  @Test
  void refusesAuthenticationOtherThanTrust() {
    message('R', "\0\0\0\n");

    assertThatThrownBy(this::client).hasMessage("authentication: 10 (expected: 0, trust)");
  }

  @Test
  void refusesANegativeLength() {
    answers.writeBytes(new byte[] {'Z', 0, 0, 0, 3});

    assertThatThrownBy(this::client).hasMessage("length: -1 (expected: >= 0)");
  }

  private RowClient client() throws IOException {
    return RowClient.open(
        new ByteArrayInputStream(answers.toByteArray()), sent, () -> {}, "bench_clear");
  }

  private void login() {
    message('R', "\0\0\0\0");
    message('S', "server_version\00018.6\0");
    message('Z', "I");
  }

  private void row(String value) {
    message('D', "\0\1\0\0\0" + (char) value.length() + value);
  }

  private void message(char type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    try (var fields = new DataOutputStream(answers)) {
      fields.writeByte(type);
      fields.writeInt(4 + bytes.length);
      fields.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
