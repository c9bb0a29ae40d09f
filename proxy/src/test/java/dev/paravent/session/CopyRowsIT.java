package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.CopyFormat;
import dev.paravent.decide.CopySource;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The proxy reads what is copied in as the server does: the same rows, or an error as well. */
@NullMarked
class CopyRowsIT {
  private static final List<String> COLUMNS = List.of("a", "b");
  private static final int MAX_BYTES = 1 << 20;

  private static EmbeddedPostgres postgres;
  private static Connection connection;
  private static CopyManager copies;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    connection = postgres.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    copies = connection.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table copied (n bigserial, a text, b text)");
    }
    connection.commit();
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  /** Rows, or the state of an error. */
  private record Outcome(List<List<String>> rows, String sqlState) {}

  private static Outcome byServer(String options, byte[] data) throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      copies.copyIn(
          "copy copied (a, b) from stdin with (" + options + ")", new ByteArrayInputStream(data));
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery("select a, b from copied order by n")) {
        while (result.next()) {
          rows.add(Arrays.asList(result.getString(1), result.getString(2)));
        }
      }
      return new Outcome(rows, "");
    } catch (SQLException refused) {
      return new Outcome(List.of(), refused.getSQLState());
    } finally {
      connection.rollback();
    }
  }

  private static Outcome byProxy(CopySource source, byte[] data, Random random) {
    CopyRows rows = CopyRows.of(source, MAX_BYTES);
    List<List<String>> read = new ArrayList<>();
    try {
      int at = 0;
      while (at < data.length) {
        int piece = Math.min(data.length - at, 1 + random.nextInt(5));
        ByteBuf in = Unpooled.wrappedBuffer(data, at, piece);
        while (rows.next(in)) {
          read.add(values(rows.row()));
        }
        assertThat(in.isReadable()).isFalse();
        at += piece;
      }
      if (rows.end()) {
        read.add(values(rows.row()));
      }
      return new Outcome(read, "");
    } catch (CopyFormatException broken) {
      return new Outcome(List.of(), broken.refusal().sqlState());
    }
  }

  private static List<String> values(Bind row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.parameterCount(); i++) {
      values.add(
          row.isNull(i)
              ? null
              : row.frame().toString(row.offsets()[i], row.lengths()[i], StandardCharsets.UTF_8));
    }
    return Collections.unmodifiableList(values);
  }

  private static void compare(CopySource source, String options, byte[] data, Random random)
      throws IOException, SQLException {
    Outcome server = byServer(options, data);
    Outcome proxy = byProxy(source, data, random);
    if (source.isBinary() && proxy.sqlState().equals("54000")) {
      // a length that no row has is too long, or the end of the data, as the server has memory
      assertThat(server.sqlState()).isIn("22P04", "54000");
      return;
    }
    boolean notText = server.sqlState().equals("22021");
    if (!notText) {
      assertThat(proxy)
          .as("%s: %s", options, new String(data, StandardCharsets.UTF_8).replace("\r", "<CR>"))
          .isEqualTo(server);
    }
  }

  private static byte[] random(Random random, String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsTextAsTheServerDoes() throws IOException, SQLException {
    Random random = new Random(1);
    CopySource plain =
        new CopySource(
            CopyFormat.Kind.TEXT,
            COLUMNS,
            '\t',
            "\\N",
            CopySource.Header.NONE,
            '"',
            '"',
            Set.of(),
            Set.of());
    CopySource other =
        new CopySource(
            CopyFormat.Kind.TEXT,
            COLUMNS,
            '|',
            "nil",
            CopySource.Header.SKIP,
            '"',
            '"',
            Set.of(),
            Set.of());
    for (int i = 0; i < 3000; i++) {
      compare(plain, "format text", random(random, "\t\t\t\n\n\n\\\\Nab.x41né", 16), random);
      compare(plain, "format text", random(random, "\t\t\t\r\r\n\n\\.", 12), random);
      compare(
          other,
          "delimiter '|', null 'nil', header",
          random(random, "||||\n\n\n\\nila\r", 20),
          random);
    }
  }

  @Test
  void readsCsvAsTheServerDoes() throws IOException, SQLException {
    Random random = new Random(2);
    CopySource plain =
        new CopySource(
            CopyFormat.Kind.CSV,
            COLUMNS,
            ',',
            "",
            CopySource.Header.NONE,
            '"',
            '"',
            Set.of(0),
            Set.of(1));
    CopySource other =
        new CopySource(
            CopyFormat.Kind.CSV,
            COLUMNS,
            ';',
            "N",
            CopySource.Header.SKIP,
            '\'',
            '\\',
            Set.of(1),
            Set.of(0));
    for (int i = 0; i < 3000; i++) {
      compare(
          plain,
          "format csv, force_not_null (a), force_null (b)",
          random(random, ",,,\n\n\"\"\"ab\\é", 16),
          random);
      compare(
          plain,
          "format csv, force_not_null (a), force_null (b)",
          random(random, ",,,\r\r\n\n\"\"\"", 12),
          random);
      compare(
          other,
          "format csv, delimiter ';', null 'N', quote '''', escape '\\', header,"
              + " force_not_null (b), force_null (a)",
          random(random, ";;;\n\n\n''''\\\\Na", 20),
          random);
    }
  }

  @Test
  void comparesAHeaderAsTheServerDoes() throws IOException, SQLException {
    Random random = new Random(3);
    CopySource source =
        new CopySource(
            CopyFormat.Kind.CSV,
            COLUMNS,
            ',',
            "",
            CopySource.Header.MATCH,
            '"',
            '"',
            Set.of(),
            Set.of());
    for (String header : List.of("a,b", "a,c", "a", "a,b,c", "\"a\",\"b\"", "", "A,b", "b,a")) {
      byte[] data = (header + "\n1,2\n").getBytes(StandardCharsets.UTF_8);
      compare(source, "format csv, header match", data, random);
    }
  }

  @Test
  void readsBinaryAsTheServerDoes() throws IOException, SQLException {
    Random random = new Random(4);
    CopySource source =
        new CopySource(
            CopyFormat.Kind.BINARY,
            COLUMNS,
            ',',
            "",
            CopySource.Header.NONE,
            '"',
            '"',
            Set.of(),
            Set.of());
    for (int i = 0; i < 1500; i++) {
      byte[] data = binary(random);
      if (random.nextInt(3) > 0) {
        int at = random.nextInt(data.length);
        data[at] = (byte) random.nextInt(4);
      }
      data = random.nextInt(4) == 0 ? Arrays.copyOf(data, random.nextInt(data.length)) : data;
      compare(source, "format binary", data, random);
    }
  }

  private static byte[] binary(Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("PGCOPY\n".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {(byte) 0xff, '\r', '\n', 0});
    int extension = random.nextInt(3) == 0 ? 3 : 0;
    out.write(ByteBuffer.allocate(8).putInt(0).putInt(extension).array());
    out.write(new byte[extension]);
    int rows = random.nextInt(3);
    for (int row = 0; row < rows; row++) {
      out.write(new byte[] {0, 2});
      for (int column = 0; column < 2; column++) {
        byte[] value = random(random, "abc", 4);
        boolean isNull = random.nextInt(4) == 0;
        out.write(ByteBuffer.allocate(4).putInt(isNull ? -1 : value.length).array());
        if (!isNull) {
          out.write(value);
        }
      }
    }
    if (random.nextInt(4) > 0) {
      out.write(new byte[] {(byte) 0xff, (byte) 0xff});
    }
    return out.toByteArray();
  }

  @Test
  void refusesARowThatIsTooLong() {
    CopySource source =
        new CopySource(
            CopyFormat.Kind.TEXT,
            COLUMNS,
            '\t',
            "\\N",
            CopySource.Header.NONE,
            '"',
            '"',
            Set.of(),
            Set.of());
    byte[] data = new byte[MAX_BYTES + 1];
    Arrays.fill(data, (byte) 'a');
    assertThat(byProxy(source, data, new Random(5)).sqlState()).isEqualTo("54000");
  }
}
