package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.decide.Demand;
import dev.paravent.decide.DocumentDemand;
import dev.paravent.decide.Principal;
import dev.paravent.decide.Reason;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionEffect;
import dev.paravent.decide.StatementKind;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.TokenFace;
import dev.paravent.wire.pg.FrontendMessage.Bind;
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
class ParameterTransformerTest {
  private static final ProtectedClass NIR = ProtectedClass.FR_NIR;
  private static final ProtectedClass DATE = ProtectedClass.BIRTH_DATE;
  private static final String CLEAR_NIR = "1840375123456";
  private static final String TOKEN_NIR = "9840375123456";

  private ParameterTransformer transformer = transformer(TokenFace.DATE_PAST);

  private static ParameterTransformer transformer(TokenFace face) {
    return new ParameterTransformer(
        new Principal("portal", "db", TestPolicies.governed(face, "portal")),
        new SessionCodecs(new FakeCodecs()),
        3);
  }

  private static Demand look(ProtectedClass protectedClass, boolean array, Demand.Clear clear) {
    return new Demand(protectedClass, array, true, clear, -1, true, false, Demand.Subject.NONE);
  }

  private static Demand write(ProtectedClass protectedClass, boolean token, Demand.Clear clear) {
    return new Demand(protectedClass, false, token, clear, -1, false, true, Demand.Subject.NONE);
  }

  private static ServerParameter slot(int oid, Demand demand) {
    return new ServerParameter(oid, new ServerParameter.ClientProtected(0, demand));
  }

  /** A value of one parameter, text or bytes, with its declared type. */
  private record Given(int oid, int format, byte @Nullable [] bytes) {
    static Given text(int oid, String value) {
      return new Given(oid, 0, value.getBytes(StandardCharsets.UTF_8));
    }

    static Given binary(int oid, String hex) {
      return new Given(oid, 1, ByteBufUtil.decodeHexDump(hex));
    }
  }

  /** The value the server gets: text as it is, binary as {@code 0x..}; a refusal as its code. */
  private String bind(List<ServerParameter> slots, Given... given) {
    ByteBuf frame = Unpooled.buffer();
    short[] formats = new short[given.length];
    int[] offsets = new int[given.length];
    int[] lengths = new int[given.length];
    List<Integer> oids = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      oids.add(given[i].oid);
      formats[i] = (short) given[i].format;
      offsets[i] = frame.writerIndex();
      byte[] bytes = given[i].bytes;
      lengths[i] = bytes == null ? -1 : bytes.length;
      frame.writeBytes(bytes == null ? new byte[0] : bytes);
    }
    StatementPlan plan =
        new StatementPlan(
            StatementKind.SELECT,
            "",
            given.length,
            slots,
            List.of(),
            0,
            Set.of(),
            SessionEffect.None.INSTANCE,
            true);
    ByteBuf out = Unpooled.buffer();
    Bind bind = new Bind("", "", formats, frame, offsets, lengths, new short[0]);
    Reason reason =
        transformer.bind(
            out, "p", "s", new ParameterTransformer.Source(plan, oids, bind), new short[0]);
    if (reason != null) {
      return reason.code().name();
    }
    assertThat(out.getInt(1)).isEqualTo(out.readableBytes() - 1);
    int at = 5 + 4 + 2 + 2 * slots.size() + 2;
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < slots.size(); i++) {
      int length = out.getInt(at);
      at += 4;
      values.append(i == 0 ? "" : " ");
      if (length < 0) {
        values.append("NULL");
      } else if (out.getShort(5 + 4 + 2 + 2 * i) == 1) {
        values.append("0x").append(ByteBufUtil.hexDump(out, at, length));
      } else {
        values.append(out.toString(at, length, StandardCharsets.UTF_8));
      }
      at += Math.max(length, 0);
    }
    return values.toString();
  }

  @Test
  void detokenisesTokensOfEveryAcceptedType() {
    List<ServerParameter> slots = List.of(slot(1043, look(NIR, false, Demand.Clear.REFUSED)));
    for (int oid : new int[] {0, 25, 705, 1042, 1043}) {
      assertThat(bind(slots, Given.text(oid, TOKEN_NIR))).isEqualTo(CLEAR_NIR);
      byte[] bytes = TOKEN_NIR.getBytes(StandardCharsets.UTF_8);
      assertThat(bind(slots, new Given(oid, 1, bytes))).isEqualTo(CLEAR_NIR);
    }
    assertThat(bind(slots, Given.text(23, TOKEN_NIR))).isEqualTo("MALFORMED_VALUE");
    assertThat(bind(slots, new Given(0, 0, null))).isEqualTo("NULL");
    assertThat(transformer.clearValues()).isEmpty();
  }

  @Test
  void refusesClearValuesUnlessAllowedAndThenCountsThem() {
    assertThat(
            bind(
                List.of(slot(25, look(NIR, false, Demand.Clear.REFUSED))),
                Given.text(0, CLEAR_NIR)))
        .isEqualTo("CLEAR_LOOKUP_NOT_ALLOWED");
    assertThat(
            bind(List.of(slot(25, look(NIR, false, Demand.Clear.REFUSED))), Given.text(0, "abc")))
        .isEqualTo("CLEAR_LOOKUP_NOT_ALLOWED");
    assertThat(
            bind(
                List.of(slot(25, look(NIR, false, Demand.Clear.ALLOWED))),
                Given.text(0, CLEAR_NIR)))
        .isEqualTo(CLEAR_NIR);
    assertThat(transformer.clearValues()).containsEntry(NIR, 1);
    assertThat(transformer.clearWrites()).isEmpty();
    assertThat(
            bind(
                List.of(slot(25, write(NIR, false, Demand.Clear.ALLOWED))),
                Given.text(0, CLEAR_NIR)))
        .isEqualTo(CLEAR_NIR);
    assertThat(transformer.clearWrites()).containsExactly(NIR);
    assertThat(
            bind(
                List.of(slot(25, write(NIR, false, Demand.Clear.ALLOWED))),
                Given.text(0, TOKEN_NIR)))
        .isEqualTo("WRITE_NOT_ALLOWED");
  }

  @Test
  void readsDatesInEveryForm() {
    List<ServerParameter> slots = List.of(slot(1082, look(DATE, false, Demand.Clear.REFUSED)));
    for (String text :
        new String[] {
          "1784-03-14",
          "1784-03-14 +01",
          "1784-03-14 00:00:00",
          "1784-03-14 00:00:00.000+01",
          "1784-03-14T00:00:00Z",
          "1784-03-14 00:00"
        }) {
      assertThat(bind(slots, Given.text(0, text))).as(text).isEqualTo("1984-03-14");
    }
    for (String text :
        new String[] {
          "1784-03-14 00:00:01",
          "14/03/1784",
          "1784-03-14 BC",
          "1784-3-14",
          "infinity",
          "",
          "1784-03-14x",
          "1784-03-14 0",
          "3000-01-01"
        }) {
      assertThat(bind(slots, Given.text(0, text))).as(text).isEqualTo("MALFORMED_VALUE");
    }
    String token = "%08x".formatted(-5772 - 73_048);
    assertThat(bind(slots, Given.binary(0, token))).isEqualTo("0x%08x".formatted(-5772));
    assertThat(bind(slots, Given.binary(1082, token))).isEqualTo("0x%08x".formatted(-5772));
    long micros = (-5772L - 73_048L) * 86_400_000_000L;
    assertThat(bind(slots, Given.binary(1114, "%016x".formatted(micros))))
        .isEqualTo("0x%08x".formatted(-5772));
    assertThat(bind(slots, Given.binary(1114, "%016x".formatted(micros + 1))))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(slots, Given.binary(1184, "%016x".formatted(micros))))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(slots, Given.text(25, "1984-03-14"))).isEqualTo("CLEAR_LOOKUP_NOT_ALLOWED");
  }

  @Test
  void treatsArraysElementByElement() {
    List<ServerParameter> slots = List.of(slot(1015, look(NIR, true, Demand.Clear.ALLOWED)));
    assertThat(bind(slots, Given.text(1009, "{" + TOKEN_NIR + ",NULL," + CLEAR_NIR + "}")))
        .isEqualTo("{" + CLEAR_NIR + ",NULL," + CLEAR_NIR + "}");
    assertThat(transformer.clearValues()).containsEntry(NIR, 1);
    assertThat(transformer.tokens()).containsEntry(NIR, 1);
    String header = "00000001" + "00000000" + "00000019" + "00000001" + "00000001";
    String element = ByteBufUtil.hexDump(TOKEN_NIR.getBytes(StandardCharsets.UTF_8));
    String clear = ByteBufUtil.hexDump(CLEAR_NIR.getBytes(StandardCharsets.UTF_8));
    assertThat(bind(slots, Given.binary(1009, header + "0000000d" + element)))
        .isEqualTo("0x" + header.replace("00000019", "00000413") + "0000000d" + clear);
    assertThat(bind(slots, Given.text(1009, "{1,2,3,4}"))).isEqualTo("LIMIT_EXCEEDED");
    assertThat(bind(slots, Given.text(1009, "{1"))).isEqualTo("MALFORMED_VALUE");
    assertThat(bind(slots, Given.binary(1009, header + "0000000e" + element)))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(slots, Given.text(1007, "{1}"))).isEqualTo("MALFORMED_VALUE");
    assertThat(
            bind(
                List.of(slot(1182, look(DATE, true, Demand.Clear.REFUSED))),
                Given.text(1182, "{1784-03-14,\"1784-03-14 00:00:00\"}")))
        .isEqualTo("{1984-03-14,1984-03-14}");
  }

  @Test
  void confirmsDatesBesideAClearNirOnly() {
    Demand confirm =
        new Demand(DATE, false, true, Demand.Clear.CONFIRM, 1, true, false, Demand.Subject.NONE);
    List<ServerParameter> slots =
        List.of(
            new ServerParameter(1082, new ServerParameter.ClientProtected(0, confirm)),
            new ServerParameter(
                25,
                new ServerParameter.ClientProtected(1, look(NIR, false, Demand.Clear.ALLOWED))));
    assertThat(bind(slots, Given.text(0, "1984-03-14"), Given.text(0, CLEAR_NIR)))
        .isEqualTo("1984-03-14 " + CLEAR_NIR);
    assertThat(transformer.clearValues()).containsEntry(DATE, 1).containsEntry(NIR, 1);
    assertThat(bind(slots, Given.text(0, "1984-03-14"), Given.text(0, TOKEN_NIR)))
        .isEqualTo("CONFIRM_NEEDS_CLEAR_PAIR");
    assertThat(bind(slots, Given.text(0, "1984-03-14"), new Given(0, 0, null)))
        .isEqualTo("CONFIRM_NEEDS_CLEAR_PAIR");
  }

  @Test
  void decodesBoundTokensWithTheSubjectsKey() {
    transformer = transformer(TokenFace.DATE_BOUND);
    Demand bound =
        new Demand(
            DATE,
            false,
            true,
            Demand.Clear.REFUSED,
            -1,
            true,
            false,
            new Demand.Subject(1, 0, false));
    List<ServerParameter> slots =
        List.of(slot(1082, bound), new ServerParameter(23, new ServerParameter.Client(1)));
    assertThat(bind(slots, Given.text(0, "1784-03-14"), Given.text(0, "2")))
        .isEqualTo("1984-03-16 2");
    assertThat(bind(slots, Given.text(0, "1784-03-14"), Given.binary(23, "00000002")))
        .isEqualTo("1984-03-16 0x00000002");
    assertThat(bind(slots, Given.text(0, "1784-03-14"), new Given(0, 0, null)))
        .isEqualTo("LOOKUP_NOT_ALLOWED");
    assertThat(
            bind(
                List.of(slot(1082, look(DATE, false, Demand.Clear.REFUSED))),
                Given.text(0, "1784-03-14")))
        .isEqualTo("LOOKUP_NOT_ALLOWED");
  }

  private static ServerParameter document(boolean token, boolean overwrites) {
    return new ServerParameter(
        3802,
        new ServerParameter.ClientDocument(
            0,
            new DocumentDemand(
                new JsonRule.Container(
                    Map.of(
                        "nir", new JsonRule.Classified(NIR),
                        "born", new JsonRule.Classified(DATE),
                        "open", new JsonRule.Open()),
                    null),
                Map.of(
                    NIR, write(NIR, token, Demand.Clear.ALLOWED),
                    DATE, write(DATE, false, Demand.Clear.REFUSED)),
                overwrites)));
  }

  @Test
  void readsTheMembersOfADocument() {
    String clear = "{\"nir\": \"" + CLEAR_NIR + "\", \"x\": null, \"open\": [1.0]}";
    String token = clear.replace(CLEAR_NIR, TOKEN_NIR);
    List<ServerParameter> slots =
        List.of(
            document(true, false), new ServerParameter(16, new ServerParameter.TokenFlag(0)));
    assertThat(bind(slots, Given.text(0, clear))).isEqualTo(clear + " f");
    assertThat(transformer.clearValues()).containsExactly(Map.entry(NIR, 1));
    assertThat(transformer.clearWrites()).containsExactly(NIR);
    for (Given given :
        List.of(
            Given.text(3802, token),
            Given.text(114, token),
            Given.text(25, token),
            Given.binary(3802, "01" + ByteBufUtil.hexDump(token.getBytes(StandardCharsets.UTF_8))),
            Given.binary(114, ByteBufUtil.hexDump(token.getBytes(StandardCharsets.UTF_8))))) {
      assertThat(bind(slots, given)).isEqualTo(clear + " t");
      assertThat(transformer.tokens()).containsExactly(Map.entry(NIR, 1));
      assertThat(transformer.clearValues()).isEmpty();
    }
    assertThat(bind(slots, new Given(0, 0, null))).isEqualTo("NULL f");
    String two = "{\"nir\": %s, \"nir\": \"%s\"}".formatted(CLEAR_NIR, CLEAR_NIR);
    assertThat(bind(slots, Given.text(0, two))).isEqualTo(two + " f");
    assertThat(transformer.clearValues()).containsExactly(Map.entry(NIR, 2));
  }

  @Test
  void refusesDocumentsThatMayNotBeWritten() {
    String token = "{\"nir\": \"" + TOKEN_NIR + "\"}";
    assertThat(bind(List.of(document(false, false)), Given.text(0, token)))
        .isEqualTo("WRITE_NOT_ALLOWED");
    assertThat(bind(List.of(document(true, false)), Given.text(0, "{\"born\": \"1984-03-14\"}")))
        .isEqualTo("WRITE_NOT_ALLOWED");
    assertThat(bind(List.of(document(true, false)), Given.text(0, "{\"born\": null}")))
        .isEqualTo("{\"born\": null}");
    assertThat(bind(List.of(document(true, false)), Given.text(0, "{\"nir\": [1]}")))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(List.of(document(true, false)), Given.text(0, "{")))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(List.of(document(true, false)), Given.binary(3802, "7b7d")))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(List.of(document(true, false)), Given.text(23, "1")))
        .isEqualTo("MALFORMED_VALUE");
    assertThat(bind(List.of(document(true, false)), Given.text(0, "{\"x\": null}")))
        .isEqualTo("{\"x\": null}");
    assertThat(bind(List.of(document(true, true)), Given.text(0, "{\"x\": null}")))
        .as("a null that the client was shown would take the place of a value")
        .isEqualTo("WRITE_NOT_ALLOWED");
    assertThat(bind(List.of(document(true, true)), Given.text(0, "{\"x\": 1}")))
        .isEqualTo("{\"x\": 1}");
  }
}
