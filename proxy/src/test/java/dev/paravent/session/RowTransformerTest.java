package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.decide.Output;
import dev.paravent.decide.Principal;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenFace;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.BackendMessage.RowDescription.Field;
import dev.paravent.wire.pg.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class RowTransformerTest {
  private static final Output PASS = Output.Pass.INSTANCE;
  private final FakePlanner planner = new FakePlanner();

  private static Output nir(int subject) {
    return new Output.Tokenise(ProtectedClass.FR_NIR, 1043, false, subject);
  }

  private static Output date(int subject) {
    return new Output.Tokenise(ProtectedClass.BIRTH_DATE, 1082, false, subject);
  }

  /** Passes one row of text fields through a plan; the client's fields, binary ones as hex. */
  private List<@Nullable String> row(
      List<Output> outputs, int hidden, int[] types, short[] formats, @Nullable Object... values) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      fields.add(new Field("f" + i, 77, (short) (i + 1), types[i], (short) -1, -1, (short) 0));
    }
    StatementPlan plan =
        new StatementPlan(
            StatementKind.SELECT,
            "",
            0,
            List.of(),
            outputs,
            hidden,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true);
    RowTransformer transformer =
        new RowTransformer(
            plan,
            new RowDescription(fields),
            formats,
            new RowTransformer.Context(
                new Principal("u", "d", TestPolicies.governed(TokenFace.DATE_BOUND, "u")),
                planner,
                new SessionCodecs(new FakeCodecs())));
    ByteBuf in = Unpooled.buffer().writeByte('D').writeInt(0).writeShort(values.length);
    for (Object value : values) {
      byte[] bytes =
          value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
      in.writeInt(bytes == null ? -1 : bytes.length);
      in.writeBytes(bytes == null ? new byte[0] : bytes);
    }
    in.setInt(1, in.readableBytes() - 1);
    ByteBuf out = Unpooled.buffer();
    transformer.row(in, 0, in.readableBytes(), out);
    transformer.settle(out);
    assertThat(out.readByte()).isEqualTo((byte) 'D');
    assertThat(out.readInt()).isEqualTo(out.readableBytes() + 4);
    List<@Nullable String> result = new ArrayList<>();
    int count = out.readShort();
    for (int i = 0; i < count; i++) {
      int length = out.readInt();
      boolean binary = formats.length > 0 && formats[formats.length == 1 ? 0 : i] == 1;
      byte[] bytes = new byte[Math.max(length, 0)];
      out.readBytes(bytes);
      result.add(
          length < 0
              ? null
              : binary ? ByteBufUtil.hexDump(bytes) : new String(bytes, StandardCharsets.UTF_8));
    }
    assertThat(out.isReadable()).isFalse();
    return result;
  }

  private static short[] text() {
    return new short[0];
  }

  @Test
  void tokenisesTextAndBinary() {
    assertThat(
            row(
                List.of(PASS, nir(-1), date(-1)),
                0,
                new int[] {23, 1043, 1082},
                text(),
                "7",
                "1840375123456",
                "1984-03-14"))
        .containsExactly("7", "9840375123456", "1784-03-14");
    assertThat(
            row(
                List.of(date(-1)),
                0,
                new int[] {1082},
                new short[] {1},
                ByteBufUtil.decodeHexDump("%08x".formatted(-5772))))
        .containsExactly("%08x".formatted(-5772 - 73_048));
    assertThat(
            row(List.of(nir(-1), date(-1)), 0, new int[] {1043, 1082}, text(), null, "1600-01-01"))
        .containsExactly(null, null);
  }

  @Test
  void bindsDatesToAHiddenSubject() {
    assertThat(row(List.of(date(1), PASS), 1, new int[] {1082, 23}, text(), "1984-03-14", "3"))
        .containsExactly("1784-03-11");
    assertThat(row(List.of(date(1), PASS), 1, new int[] {1082, 23}, text(), "1984-03-14", null))
        .containsExactly((String) null);
  }

  @Test
  void computesCompanionsFromTheToken() {
    List<Output> outputs =
        List.of(
            new Output.Companion(ProtectedClass.FR_NIR, ColumnRule.Part.KEY, 2),
            new Output.Companion(ProtectedClass.BIRTH_DATE, ColumnRule.Part.YEAR, 3),
            nir(-1),
            date(-1),
            new Output.Companion(ProtectedClass.FR_NIR, ColumnRule.Part.KEY, -1));
    int[] types = {1042, 21, 1043, 1082, 1042};
    List<@Nullable String> fields =
        row(outputs, 0, types, text(), "12", "1984", "1840375123456", "1984-03-14", "12");
    long key = 97 - 9_840_375_123_456L % 97;
    assertThat(fields)
        .containsExactly("%02d".formatted(key), "1784", "9840375123456", "1784-03-14", null);
    assertThat(row(outputs, 0, types, text(), null, "1984", null, null, null))
        .containsExactly(null, null, null, null, null);
  }

  @Test
  void stopsValuesThatThePlanDidNotAnnounce() {
    assertThatThrownBy(() -> row(List.of(PASS), 0, new int[] {23}, text(), "1", "2"))
        .isInstanceOf(IncidentException.class);
    assertThatThrownBy(() -> row(List.of(Output.Null.INSTANCE), 0, new int[] {25}, text(), "leak"))
        .isInstanceOf(IncidentException.class);
    assertThat(row(List.of(Output.Null.INSTANCE), 0, new int[] {25}, text(), (Object) null))
        .containsExactly((String) null);
  }

  @Test
  void stopsValuesOfProtectedColumnsThatPass() {
    planner.protect(77, 1);
    assertThatThrownBy(() -> row(List.of(PASS), 0, new int[] {1043}, text(), "1840375123456"))
        .isInstanceOfSatisfying(
            IncidentException.class,
            e -> assertThat(e.incident()).isEqualTo(SessionMetrics.Incident.CLEAR_VALUE));
    assertThatThrownBy(() -> row(List.of(PASS), 0, new int[] {1082}, text(), "1984-03-14"))
        .isInstanceOf(IncidentException.class);
    assertThatThrownBy(() -> row(List.of(PASS), 0, new int[] {23}, text(), "1984"))
        .isInstanceOf(IncidentException.class);
  }

  @Test
  void replacesNirsWithKeysInFreeText() {
    assertThat(row(List.of(PASS), 0, new int[] {25}, text(), "see 184037512345612, urgent"))
        .containsExactly("see 984037512345612, urgent");
    assertThat(row(List.of(PASS), 0, new int[] {25}, text(), "1840375123456123 1840375123456"))
        .containsExactly("1840375123456123 1840375123456");
    assertThat(row(List.of(PASS), 0, new int[] {20}, text(), "184037512345612"))
        .containsExactly("184037512345612");
  }

  @Test
  void tokenisesArrays() {
    Output array = new Output.Tokenise(ProtectedClass.FR_NIR, 1015, true, -1);
    assertThat(
            row(List.of(array), 0, new int[] {1015}, text(), "{{1840375123456,NULL},{bad,\"\"}}"))
        .containsExactly("{{9840375123456,NULL},{NULL,NULL}}");
    String header = "00000001" + "00000000" + "00000413" + "00000001" + "00000001";
    assertThat(
            row(
                List.of(array),
                0,
                new int[] {1015},
                new short[] {1},
                ByteBufUtil.decodeHexDump(header + "0000000131")))
        .containsExactly(header.replaceFirst("00000000", "00000001") + "ffffffff");
  }

  private static final JsonRule DOCUMENT =
      new JsonRule.Container(
          Map.of(
              "nir", new JsonRule.Classified(ProtectedClass.FR_NIR),
              "born", new JsonRule.Classified(ProtectedClass.BIRTH_DATE),
              "open", new JsonRule.Open()),
          null);

  @Test
  void tokenisesDocuments() {
    List<Output> outputs = List.of(new Output.Document(DOCUMENT, 3802, -1));
    String json = "{\"nir\": \"1840375123456\", \"born\": \"1984-03-14\", \"x\": [1], \"open\": 1.0}";
    String seen = "{\"nir\": \"9840375123456\", \"born\": \"1784-03-14\", \"x\": null, \"open\": 1.0}";
    int[] jsonb = {3802};
    assertThat(row(outputs, 0, jsonb, text(), json)).containsExactly(seen);
    assertThat(row(outputs, 0, jsonb, text(), (Object) null)).containsExactly((String) null);
    assertThat(row(outputs, 0, jsonb, new short[] {1}, "\u0001" + json))
        .containsExactly("01" + hex(seen));
    assertThat(
            row(
                List.of(new Output.Document(DOCUMENT, 114, -1)),
                0,
                new int[] {114},
                new short[] {1},
                json))
        .containsExactly(hex(seen));
    assertThat(row(outputs, 0, jsonb, text(), "{\"open\": \"see 184037512345612\"}"))
        .as("the last net lies over public members, too")
        .containsExactly("{\"open\": \"see 984037512345612\"}");
  }

  @Test
  void bindsDatesInDocumentsToAHiddenSubject() {
    List<Output> outputs = List.of(new Output.Document(DOCUMENT, 3802, 1), PASS);
    int[] types = {3802, 23};
    assertThat(row(outputs, 1, types, text(), "{\"born\": \"1984-03-14\"}", "3"))
        .containsExactly("{\"born\": \"1784-03-11\"}");
    assertThat(row(outputs, 1, types, text(), "{\"born\": \"1984-03-14\"}", null))
        .containsExactly((String) null);
  }

  @Test
  void readsATextWithADateTheSameInBothFormats() {
    List<Output> outputs =
        List.of(new Output.Tokenise(ProtectedClass.BIRTH_DATE, 25, false, -1));
    assertThat(row(outputs, 0, new int[] {25}, text(), "1984-03-14"))
        .containsExactly("1784-03-14");
    assertThat(row(outputs, 0, new int[] {25}, new short[] {1}, "1984-03-14"))
        .containsExactly(hex("1784-03-14"));
  }

  private static String hex(String text) {
    return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void stopsDocumentsThatAreNone() {
    List<Output> outputs = List.of(new Output.Document(DOCUMENT, 3802, -1));
    for (String broken : List.of("", "{", "{\"open\": \"1840375123456}", "{\"open\": 1} 2")) {
      assertThatThrownBy(() -> row(outputs, 0, new int[] {3802}, text(), broken))
          .isInstanceOf(IncidentException.class);
    }
    for (String broken : List.of("", "{}", "\u0002{}", "\u0001")) {
      assertThatThrownBy(() -> row(outputs, 0, new int[] {3802}, new short[] {1}, broken))
          .isInstanceOf(IncidentException.class);
    }
  }

  @Test
  void takesBackTheRowThatItStops() {
    planner.protect(77, 2);
    StatementPlan plan = FakePlanner.plain("select /*2*/");
    RowTransformer transformer =
        new RowTransformer(
            plan,
            new RowDescription(
                List.of(
                    new Field("a", 77, (short) 1, 25, (short) -1, -1, (short) 0),
                    new Field("b", 77, (short) 2, 25, (short) -1, -1, (short) 0))),
            text(),
            new RowTransformer.Context(
                new Principal("u", "d", TestPolicies.governed(TokenFace.DATE_PAST, "u")),
                planner,
                new SessionCodecs(new FakeCodecs())));
    byte[] nir = "1840375123456".getBytes(StandardCharsets.UTF_8);
    ByteBuf in = Unpooled.buffer().writeByte('D').writeInt(0).writeShort(2);
    in.writeInt(1).writeByte('x').writeInt(nir.length).writeBytes(nir);
    ByteBuf out = Unpooled.buffer().writeByte('?');
    assertThatThrownBy(() -> transformer.row(in, 0, in.readableBytes(), out))
        .isInstanceOf(IncidentException.class);
    assertThat(out.readableBytes()).isEqualTo(1);
  }

  @Test
  void refusesBrokenRows() {
    StatementPlan plan = FakePlanner.plain("select 1");
    RowTransformer transformer =
        new RowTransformer(
            plan,
            new RowDescription(
                List.of(new Field("f", 0, (short) 0, 25, (short) -1, -1, (short) 0))),
            text(),
            new RowTransformer.Context(
                new Principal("u", "d", TestPolicies.governed(TokenFace.DATE_PAST, "u")),
                planner,
                new SessionCodecs(new FakeCodecs())));
    for (String body : List.of("00010000", "0001000000ff41", "0001fffffffe", "00010000000041")) {
      byte[] bytes = ByteBufUtil.decodeHexDump(body);
      ByteBuf in = Unpooled.buffer().writeByte('D').writeInt(bytes.length + 4).writeBytes(bytes);
      assertThatThrownBy(() -> transformer.row(in, 0, in.readableBytes(), Unpooled.buffer()))
          .isInstanceOf(ProtocolException.class);
    }
  }
}
