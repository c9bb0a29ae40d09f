package dev.paravent.session;

import dev.paravent.decide.ColumnType;
import dev.paravent.decide.Demand;
import dev.paravent.decide.DocumentDemand;
import dev.paravent.decide.Principal;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.ServerParameter.Client;
import dev.paravent.decide.ServerParameter.ClientDocument;
import dev.paravent.decide.ServerParameter.ClientProtected;
import dev.paravent.decide.ServerParameter.CompanionOf;
import dev.paravent.decide.ServerParameter.LiteralDocument;
import dev.paravent.decide.ServerParameter.LiteralProtected;
import dev.paravent.decide.ServerParameter.OfEndUser;
import dev.paravent.decide.ServerParameter.TokenFlag;
import dev.paravent.decide.StatementPlan;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.ParameterValue.Encoding;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import dev.paravent.wire.pg.MessageWriter;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Bind that the server gets: tokens become clear values on the way. Event-loop confined.
 */
final class ParameterTransformer {
  private final Principal principal;
  private final SessionCodecs codecs;
  private final ParameterValue value;
  private final ArrayText arrayText;
  private final ArrayBinary arrayBinary;
  private final Map<ProtectedClass, Integer> clearValues = new EnumMap<>(ProtectedClass.class);
  private final Map<ProtectedClass, Integer> tokens = new EnumMap<>(ProtectedClass.class);
  private final Set<ProtectedClass> clearWrites = EnumSet.noneOf(ProtectedClass.class);
  private byte[] source = new byte[64];

  /** Where each value of the Bind being written begins, its length before it; tokens among them. */
  private int[] lengthsAt = new int[8];

  private boolean[] isToken = new boolean[8];
  private @Nullable ColumnType[] columnTypes = new ColumnType[8];
  private int formatsAt;

  ParameterTransformer(Principal principal, SessionCodecs codecs, int maxArrayElements) {
    this.principal = principal;
    this.codecs = codecs;
    this.value = new ParameterValue(codecs);
    this.arrayText = new ArrayText(value, maxArrayElements);
    this.arrayBinary = new ArrayBinary(value, maxArrayElements);
  }

  /**
   * What a statement is bound with: the client's message, if it sent one, and its declared types.
   */
  record Source(StatementPlan plan, List<Integer> declaredOids, @Nullable Bind bind) {
    int declared(int index) {
      return index < declaredOids.size() ? declaredOids.get(index) : TypeOid.UNSPECIFIED;
    }
  }

  /** Clear values in the last Bind, by class. */
  Map<ProtectedClass, Integer> clearValues() {
    return clearValues;
  }

  /** Tokens in the last Bind, by class. */
  Map<ProtectedClass, Integer> tokens() {
    return tokens;
  }

  /** Classes of which the last Bind writes a clear value. */
  Set<ProtectedClass> clearWrites() {
    return clearWrites;
  }

  /**
   * Writes a Bind message; what was written is of no use if a reason is returned.
   *
   * @return why the statement may not run with these values, or null
   */
  @Nullable Reason bind(
      ByteBuf out, String portal, String statement, Source from, short[] resultFormats) {
    clearValues.clear();
    tokens.clear();
    clearWrites.clear();
    List<ServerParameter> parameters = from.plan().parameters();
    int start = MessageWriter.begin(out, 'B');
    MessageWriter.text(out, portal);
    MessageWriter.text(out, statement);
    out.writeShort(parameters.size());
    formatsAt = out.writerIndex();
    out.writeZero(Short.BYTES * parameters.size());
    out.writeShort(parameters.size());
    if (lengthsAt.length < parameters.size()) {
      lengthsAt = new int[parameters.size()];
      isToken = new boolean[parameters.size()];
      columnTypes = new ColumnType[parameters.size()];
    }
    for (int i = 0; i < parameters.size(); i++) {
      lengthsAt[i] = out.writerIndex();
      isToken[i] = false;
      columnTypes[i] = columnType(parameters.get(i));
      Reason reason = parameter(out, formatsAt + Short.BYTES * i, from, parameters.get(i), i);
      if (reason != null) {
        return reason;
      }
    }
    out.writeShort(resultFormats.length);
    for (short format : resultFormats) {
      out.writeShort(format);
    }
    MessageWriter.end(out, start);
    return null;
  }

  private @Nullable Reason parameter(
      ByteBuf out, int formatAt, Source from, ServerParameter parameter, int number) {
    return switch (parameter.source()) {
      case TokenFlag flag -> {
        if (flag.parameter() >= number) {
          yield missingParameter();
        }
        out.writeInt(1);
        out.writeByte(isToken[flag.parameter()] ? 't' : 'f');
        yield null;
      }
      case OfEndUser user -> EndUserParameter.write(out, principal, user);
      case CompanionOf companion ->
          companion.parameter() < number
              ? companion(out, formatAt, companion, parameter.typeOid())
              : missingParameter();
      case Client client -> {
        Bind bind = from.bind();
        if (bind == null || client.index() >= bind.parameterCount()) {
          yield missingParameter();
        }
        int length = bind.lengths()[client.index()];
        out.setShort(formatAt, bind.parameterFormat(client.index()));
        out.writeInt(length);
        if (length > 0) {
          out.writeBytes(bind.frame(), bind.offsets()[client.index()], length);
        }
        yield null;
      }
      case ClientProtected client -> {
        Bind bind = from.bind();
        if (bind == null || client.index() >= bind.parameterCount()) {
          yield missingParameter();
        }
        if (bind.isNull(client.index())) {
          out.writeInt(-1);
          yield null;
        }
        int length = load(bind, client.index());
        Reason reason =
            protectedValue(
                out,
                formatAt,
                from,
                client.demand(),
                parameter.typeOid(),
                from.declared(client.index()),
                bind.parameterFormat(client.index()),
                length);
        isToken[number] = value.tokens() > 0;
        yield reason;
      }
      case LiteralProtected literal -> {
        source = literal.text().getBytes(StandardCharsets.UTF_8);
        Reason reason =
            protectedValue(
                out,
                formatAt,
                from,
                literal.demand(),
                parameter.typeOid(),
                TypeOid.UNSPECIFIED,
                (short) 0,
                source.length);
        isToken[number] = value.tokens() > 0;
        yield reason;
      }
      case ClientDocument client -> {
        Bind bind = from.bind();
        if (bind == null || client.index() >= bind.parameterCount()) {
          yield missingParameter();
        }
        if (bind.isNull(client.index())) {
          out.writeInt(-1);
          yield null;
        }
        int length = load(bind, client.index());
        int declared = from.declared(client.index());
        int type = declared == TypeOid.UNSPECIFIED ? parameter.typeOid() : declared;
        boolean binary = bind.parameterFormat(client.index()) == 1;
        yield DocumentParameter.isAccepted(type)
            ? document(out, client.demand(), length, binary && type == TypeOid.JSONB, number)
            : Reason.of(
                RefusalCode.MALFORMED_VALUE,
                "the parameter's type is not accepted for a document with protected members");
      }
      case LiteralDocument literal -> {
        source = literal.text().getBytes(StandardCharsets.UTF_8);
        yield document(out, literal.demand(), source.length, false, number);
      }
    };
  }

  /** Writes a document as text, whatever it came as. */
  private @Nullable Reason document(
      ByteBuf out, DocumentDemand demand, int length, boolean binaryJsonb, int number) {
    DocumentParameter document = new DocumentParameter(demand, codecs);
    Reason reason = document.read(source, length, binaryJsonb);
    document.count(this::count);
    if (reason != null) {
      return reason;
    }
    isToken[number] = document.holdsToken();
    out.writeInt(document.length());
    out.writeBytes(document.result(), 0, document.length());
    return null;
  }

  /** Computes a companion from the clear value that stands in the message already. */
  private @Nullable Reason companion(
      ByteBuf out, int formatAt, CompanionOf companion, int typeOid) {
    int at = lengthsAt[companion.parameter()];
    int length = out.getInt(at);
    byte[] value = new byte[Math.max(length, 0)];
    out.getBytes(at + Integer.BYTES, value);
    int partner = companion.parameter();
    ColumnType type = columnTypes[partner];
    if (type == null) {
      return missingParameter();
    }
    boolean binary = out.getShort(formatsAt + Short.BYTES * partner) == 1;
    out.setShort(formatAt, 0);
    Companion.write(
        companion.part(), new Companion.Partner(type, binary, value, length), typeOid, false, out);
    return null;
  }

  private @Nullable Reason protectedValue(
      ByteBuf out,
      int formatAt,
      Source from,
      Demand demand,
      int columnOid,
      int declaredOid,
      short format,
      int length) {
    int type = declaredOid == TypeOid.UNSPECIFIED ? columnOid : declaredOid;
    ColumnType column = columnType(demand, columnOid);
    boolean binary = format == 1;
    int element = demand.array() ? elementType(type, binary, length) : type;
    if (column == null || demand.array() && !isAcceptedArray(type, columnOid)) {
      return notAccepted(demand);
    }
    Encoding encoding =
        ParameterTypes.encoding(
            column, elementOid(demand, columnOid), element, binary, demand.array());
    if (encoding == null) {
      return notAccepted(demand);
    }
    SubjectKey subject = subjectKey(from, demand);
    boolean confirmed = isConfirmed(from, demand);
    value.expect(demand, column, encoding, subject.known(), subject.key(), confirmed);
    out.setShort(formatAt, encoding == Encoding.TEXT && !demand.array() ? 0 : format);
    int lengthAt = out.writerIndex();
    out.writeInt(0);
    Reason reason =
        demand.array() ? array(out, columnOid, format, element, length) : scalar(out, length);
    out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    count(demand, value);
    return reason;
  }

  private @Nullable Reason scalar(ByteBuf out, int length) {
    int written = value.rewrite(source, 0, length);
    if (written < 0) {
      return value.reason();
    }
    out.writeBytes(value.result(), 0, written);
    return null;
  }

  private @Nullable Reason array(
      ByteBuf out, int columnOid, short format, int elementOid, int length) {
    int columnElement = TypeOid.elementOf(columnOid);
    int outcome =
        format == 0
            ? arrayText.rewrite(source, length, out)
            : arrayBinary.rewrite(
                source, length, columnElement < 0 ? elementOid : columnElement, out);
    return switch (outcome) {
      case ArrayText.MALFORMED ->
          Reason.of(RefusalCode.MALFORMED_VALUE, "an array of protected values is malformed");
      case ArrayText.STOPPED -> value.reason();
      case ArrayText.TOO_MANY ->
          Reason.of(RefusalCode.LIMIT_EXCEEDED, "an array holds too many protected values");
      default -> null;
    };
  }

  private static @Nullable ColumnType columnType(ServerParameter parameter) {
    return switch (parameter.source()) {
      case ClientProtected client -> columnType(client.demand(), parameter.typeOid());
      case LiteralProtected literal -> columnType(literal.demand(), parameter.typeOid());
      case ClientDocument ignored -> null;
      case LiteralDocument ignored -> null;
      case Client ignored -> null;
      case TokenFlag ignored -> null;
      case OfEndUser ignored -> null;
      case CompanionOf ignored -> null;
    };
  }

  private static @Nullable ColumnType columnType(Demand demand, int columnOid) {
    return ColumnType.of(demand.protectedClass(), elementOid(demand, columnOid)).orElse(null);
  }

  /** The type of an array's elements: as it says itself in binary, else as the client declared. */
  private int elementType(int type, boolean binary, int length) {
    if (binary) {
      return ArrayBinary.elementType(source, length);
    }
    int declared = TypeOid.elementOf(type);
    return declared < 0 ? TypeOid.UNSPECIFIED : declared;
  }

  private static int elementOid(Demand demand, int columnOid) {
    return demand.array() ? TypeOid.elementOf(columnOid) : columnOid;
  }

  private static boolean isAcceptedArray(int type, int columnOid) {
    return type == TypeOid.UNSPECIFIED
        || type == TypeOid.UNKNOWN
        || type == columnOid
        || TypeOid.elementOf(type) >= 0;
  }

  private record SubjectKey(boolean known, long key) {
    static final SubjectKey UNKNOWN = new SubjectKey(false, 0);
    static final SubjectKey NOT_NEEDED = new SubjectKey(true, 0);
  }

  /** The key of the person a bound token belongs to; other faces need none. */
  private SubjectKey subjectKey(Source from, Demand demand) {
    boolean deterministic =
        principal
            .access()
            .domain()
            .map(domain -> domain.face(demand.protectedClass()).isDeterministic())
            .orElse(false);
    if (deterministic) {
      return SubjectKey.NOT_NEEDED;
    }
    if (demand.subject().isLiteral()) {
      return new SubjectKey(true, demand.subject().literal());
    }
    int index = demand.subject().parameter();
    Bind bind = from.bind();
    if (index < 0
        || index >= from.plan().parameters().size()
        || !(from.plan().parameters().get(index).source() instanceof Client client)
        || bind == null
        || client.index() >= bind.parameterCount()
        || bind.isNull(client.index())) {
      return SubjectKey.UNKNOWN;
    }
    return readKey(bind, client.index(), from.declared(client.index()));
  }

  /** Reads a key as the server does; bytes of another type are another number there. */
  private static SubjectKey readKey(Bind bind, int index, int declaredOid) {
    int at = bind.offsets()[index];
    int length = bind.lengths()[index];
    if (bind.parameterFormat(index) == 0) {
      try {
        String text = bind.frame().toString(at, length, StandardCharsets.US_ASCII);
        return new SubjectKey(true, Long.parseLong(text.strip()));
      } catch (NumberFormatException e) {
        return SubjectKey.UNKNOWN;
      }
    }
    if (declaredOid != TypeOid.UNSPECIFIED && !TypeOid.isInteger(declaredOid)) {
      return SubjectKey.UNKNOWN;
    }
    return switch (length) {
      case Short.BYTES -> new SubjectKey(true, bind.frame().getShort(at));
      case Integer.BYTES -> new SubjectKey(true, bind.frame().getInt(at));
      case Long.BYTES -> new SubjectKey(true, bind.frame().getLong(at));
      default -> SubjectKey.UNKNOWN;
    };
  }

  /** Whether the parameter that confirms this one holds a clear NIR in this execution. */
  private boolean isConfirmed(Source from, Demand demand) {
    int index = demand.confirmedBy();
    if (demand.clear() != Demand.Clear.CONFIRM
        || index < 0
        || index >= from.plan().parameters().size()) {
      return false;
    }
    ServerParameter by = from.plan().parameters().get(index);
    ColumnType column = columnType(by);
    Bind bind = from.bind();
    return column != null
        && switch (by.source()) {
          case ClientProtected client when bind != null && client.index() < bind.parameterCount() ->
              isClearNir(client, bind, from.declared(client.index()), by.typeOid(), column);
          case LiteralProtected literal -> {
            byte[] bytes = literal.text().getBytes(StandardCharsets.UTF_8);
            value.expect(literal.demand(), column, Encoding.TEXT, true, 0, false);
            yield value.isClear(bytes, bytes.length);
          }
          default -> false;
        };
  }

  private boolean isClearNir(
      ClientProtected client, Bind bind, int declaredOid, int columnOid, ColumnType column) {
    if (bind.isNull(client.index()) || client.demand().array()) {
      return false;
    }
    int type = declaredOid == TypeOid.UNSPECIFIED ? columnOid : declaredOid;
    boolean binary = bind.parameterFormat(client.index()) == 1;
    Encoding encoding = ParameterTypes.encoding(column, columnOid, type, binary, false);
    if (encoding == null) {
      return false;
    }
    byte[] bytes = new byte[bind.lengths()[client.index()]];
    bind.frame().getBytes(bind.offsets()[client.index()], bytes);
    value.expect(client.demand(), column, encoding, true, 0, false);
    return value.isClear(bytes, bytes.length);
  }

  private int load(Bind bind, int index) {
    int length = bind.lengths()[index];
    if (source.length < length) {
      source = new byte[length];
    }
    bind.frame().getBytes(bind.offsets()[index], source, 0, length);
    return length;
  }

  private void count(Demand demand, ParameterValue found) {
    ProtectedClass protectedClass = demand.protectedClass();
    if (found.clearValues() > 0) {
      if (demand.writes()) {
        clearWrites.add(protectedClass);
      }
      clearValues.merge(protectedClass, found.clearValues(), Integer::sum);
    }
    if (found.tokens() > 0) {
      tokens.merge(protectedClass, found.tokens(), Integer::sum);
    }
  }

  private static Reason notAccepted(Demand demand) {
    return Reason.of(
        RefusalCode.MALFORMED_VALUE,
        "the parameter's type is not accepted for a value of " + demand.protectedClass().label());
  }

  private static Reason missingParameter() {
    return Reason.of(
        RefusalCode.INVALID_STATEMENT, "the statement has a parameter without a value");
  }
}
