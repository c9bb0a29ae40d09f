package dev.paravent.session;

import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.decide.Output;
import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.ClassGrant.OnMalformed;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import dev.paravent.wire.pg.MessageWriter;
import dev.paravent.wire.pg.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the rows of one result as planned, straight from the read buffer. Made once for a
 * statement and its formats. Event-loop confined.
 */
final class RowTransformer {
  private static final int FRAME_HEADER = 1 + Integer.BYTES;

  private final List<Output> outputs;
  private final RowField[] fields;
  private final int visible;
  private final boolean copiesRows;
  private final SessionCodecs codecs;
  private final boolean knowsTokens;
  private final int[] offsets;
  private final int[] lengths;
  private final byte[][] partnerTokens;
  private final int[] partnerLengths;
  private byte[] source = new byte[256];
  private @Nullable Sentinel sentinel;
  private int sentinelHits;
  private boolean full;
  private long subjectKey;

  /** What is the same for every result of a session. */
  record Context(Principal principal, StatementPlanner planner, SessionCodecs codecs) {
    OnMalformed onMalformed(ProtectedClass protectedClass) {
      ClassGrant grant = principal.access().classes().get(protectedClass);
      return grant == null ? OnMalformed.NULL : grant.onMalformed();
    }

    /** Whether the principal may compare or write clear values, and so learn their tokens. */
    boolean usesClear(ProtectedClass protectedClass) {
      ClassGrant grant = principal.access().classes().get(protectedClass);
      return grant != null
          && (grant.lookup().contains(ClassGrant.Lookup.CLEAR)
              || grant.write().contains(ClassGrant.Write.CLEAR));
    }
  }

  /**
   * Prepares for rows of this shape.
   *
   * @param description as checked by {@link ResultShape}
   * @param formats of all outputs, hidden ones included: none, one for all, or one for each
   */
  RowTransformer(StatementPlan plan, RowDescription description, short[] formats, Context context) {
    outputs = plan.outputs();
    int count = outputs.size();
    visible = count - plan.hiddenOutputs();
    fields = new RowField[count];
    offsets = new int[count];
    lengths = new int[count];
    partnerTokens = new byte[count][];
    partnerLengths = new int[count];
    Arrays.fill(partnerTokens, new byte[0]);
    codecs = context.codecs();
    knowsTokens = context.usesClear(ProtectedClass.FR_NIR);
    boolean allRaw = plan.hiddenOutputs() == 0;
    for (int i = 0; i < count; i++) {
      boolean binary = formats.length > 0 && formats[formats.length == 1 ? 0 : i] == 1;
      fields[i] = RowField.of(outputs.get(i), description.fields().get(i), binary, context);
      allRaw &= fields[i].isRaw();
    }
    for (Output output : outputs) {
      if (output instanceof Output.Companion companion
          && companion.partner() >= 0
          && companion.partner() < count) {
        fields[companion.partner()].markAsPartner();
      }
    }
    copiesRows = allRaw;
  }

  /**
   * Writes the DataRow that the client gets.
   *
   * @throws IncidentException if a value must not leave
   * @throws ProtocolException if the row is broken
   */
  void row(ByteBuf in, int index, int length, ByteBuf out) {
    int count =
        length < FRAME_HEADER + Short.BYTES ? -1 : in.getUnsignedShort(index + FRAME_HEADER);
    if (count != fields.length) {
      throw new IncidentException(
          Incident.RESULT_DISAGREES,
          "row: %d fields (expected: %d)".formatted(count, fields.length));
    }
    if (copiesRows) {
      out.writeBytes(in, index, length);
      return;
    }
    locate(in, index + FRAME_HEADER + Short.BYTES, index + length);
    int mark = out.writerIndex();
    try {
      fields(in, out);
    } catch (RuntimeException | Error e) {
      out.writerIndex(mark); // no half of a row leaves before the error
      for (RowField field : fields) {
        if (field.tokeniser() != null) {
          field.tokeniser().forgetFrom(mark);
        }
      }
      settle(out);
      throw e;
    }
  }

  /** Whether a deferred token must be written before the next row. */
  boolean isFull() {
    return full;
  }

  /** Writes the tokens that rows in the buffer still wait for. */
  void settle(ByteBuf out) {
    full = false;
    for (RowField field : fields) {
      if (field.tokeniser() != null) {
        field.tokeniser().settle(out);
      }
    }
  }

  private void fields(ByteBuf in, ByteBuf out) {
    int start = MessageWriter.begin(out, 'D');
    out.writeShort(visible);
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isPartner()) {
        tokenisePartner(in, i);
      }
    }
    for (int i = 0; i < visible; i++) {
      field(in, i, out);
    }
    MessageWriter.end(out, start);
  }

  /** Tells the metrics what happened since the last call. */
  void report(SessionMetrics metrics) {
    for (int i = 0; i < fields.length; i++) {
      FieldTokeniser tokeniser = fields[i].tokeniser();
      if (tokeniser != null && outputs.get(i) instanceof Output.Tokenise tokenise) {
        int tokenised = tokeniser.takeCount();
        if (tokenised > 0) {
          metrics.tokenised(tokenise.protectedClass(), tokenised);
        }
      }
      DocumentTokeniser document = fields[i].document();
      if (document != null) {
        document.report(metrics);
      }
    }
    if (sentinelHits > 0) {
      metrics.sentinelHits(sentinelHits);
      sentinelHits = 0;
    }
  }

  private void locate(ByteBuf in, int start, int end) {
    int at = start;
    for (int i = 0; i < fields.length; i++) {
      int length = end - at < Integer.BYTES ? Integer.MIN_VALUE : in.getInt(at);
      at += Integer.BYTES;
      if (length < -1 || length > end - at) {
        throw new ProtocolException("row: field %d is broken".formatted(i));
      }
      offsets[i] = at;
      lengths[i] = length;
      at += Math.max(length, 0);
    }
    if (at != end) {
      throw new ProtocolException("row: %d bytes behind its last field".formatted(end - at));
    }
  }

  private void field(ByteBuf in, int i, ByteBuf out) {
    RowField field = fields[i];
    int length = lengths[i];
    switch (outputs.get(i)) {
      case Output.Pass() -> pass(in, i, out);
      case Output.Null() -> {
        if (length >= 0) {
          throw new IncidentException(
              Incident.RESULT_DISAGREES, "field %d: a value (expected: NULL)".formatted(i));
        }
        out.writeInt(-1);
      }
      case Output.Companion companion -> {
        int partner = companion.partner();
        boolean has = partner >= 0 && partner < fields.length && length >= 0;
        Companion.write(
            companion.part(),
            has
                ? partner(fields[partner], partnerTokens[partner], partnerLengths[partner])
                : Companion.Partner.NONE,
            field.typeOid(),
            field.isBinary(),
            out);
      }
      case Output.Document ignored -> document(in, i, field, out);
      case Output.Tokenise tokenise -> {
        if (length < 0) {
          out.writeInt(-1);
        } else if (field.isPartner()) {
          out.writeInt(partnerLengths[i]);
          out.writeBytes(partnerTokens[i], 0, Math.max(partnerLengths[i], 0));
        } else if (tokenise.array()) {
          array(in, i, field, out);
        } else {
          deferred(in, i, field, out);
        }
      }
    }
  }

  /** Leaves room for the token, or writes it at once where the value is none that can wait. */
  private void deferred(ByteBuf in, int i, RowField field, ByteBuf out) {
    FieldTokeniser tokeniser = field.requireTokeniser();
    if (!readSubject(in, i)) {
      out.writeInt(-1);
      return;
    }
    tokeniser.bindTo(subjectKey);
    load(in, i);
    if (tokeniser.defer(source, lengths[i], out.writerIndex() + Integer.BYTES)) {
      out.writeInt(lengths[i]);
      out.writeZero(lengths[i]);
      full |= tokeniser.isFull();
      return;
    }
    int written = tokeniser.rewrite(source, 0, lengths[i]);
    if (written == ElementRewriter.STOP) {
      throw malformed(i);
    }
    out.writeInt(written);
    if (written >= 0) {
      out.writeBytes(tokeniser.result(), 0, written);
    }
  }

  private void pass(ByteBuf in, int i, ByteBuf out) {
    RowField field = fields[i];
    int length = lengths[i];
    if (length > 0 && field.isGuarded()) {
      throw new IncidentException(
          Incident.CLEAR_VALUE, "field %d: a protected value was about to leave".formatted(i));
    }
    out.writeInt(length);
    if (length <= 0) {
      return;
    }
    if (field.isRaw() || !Sentinel.mayHold(in, offsets[i], length)) {
      out.writeBytes(in, offsets[i], length);
      return;
    }
    load(in, i);
    sentinelHits += sentinel().replace(source, length);
    out.writeBytes(source, 0, length);
  }

  private Sentinel sentinel() {
    Sentinel made = sentinel;
    if (made == null) {
      made =
          new Sentinel(
              codecs.codec(ProtectedClass.FR_NIR, ColumnType.TEXT, WireFormat.TEXT), knowsTokens);
      sentinel = made;
    }
    return made;
  }

  private void tokenisePartner(ByteBuf in, int i) {
    RowField field = fields[i];
    if (lengths[i] < 0) {
      partnerLengths[i] = -1;
      return;
    }
    int written = tokenise(in, i, field);
    partnerLengths[i] = written;
    if (written >= 0) {
      if (partnerTokens[i].length < written) {
        partnerTokens[i] = new byte[written];
      }
      System.arraycopy(field.requireTokeniser().result(), 0, partnerTokens[i], 0, written);
    }
  }

  /** Tokenises a field that is not null; returns the token's length, or NULL. */
  private int tokenise(ByteBuf in, int i, RowField field) {
    FieldTokeniser tokeniser = field.requireTokeniser();
    if (!readSubject(in, i)) {
      return ElementRewriter.NULL;
    }
    tokeniser.bindTo(subjectKey);
    load(in, i);
    int written = tokeniser.rewrite(source, 0, lengths[i]);
    if (written == ElementRewriter.STOP) {
      throw malformed(i);
    }
    return written;
  }

  private void array(ByteBuf in, int i, RowField field, ByteBuf out) {
    load(in, i);
    if (!readSubject(in, i)) {
      out.writeInt(-1);
      return;
    }
    field.requireTokeniser().bindTo(subjectKey);
    int lengthAt = out.writerIndex();
    out.writeInt(0);
    int outcome = field.rewriteArray(source, lengths[i], out);
    if (outcome < 0) {
      throw malformed(i);
    }
    out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
  }

  private void document(ByteBuf in, int i, RowField field, ByteBuf out) {
    DocumentTokeniser document = field.document();
    if (document == null) {
      throw new IllegalStateException("the field is no document");
    }
    if (lengths[i] < 0 || !readSubject(in, i)) {
      out.writeInt(-1);
      return;
    }
    document.bindTo(subjectKey);
    load(in, i);
    // jsonb_send: a version, then the text
    int version = field.isBinary() && field.typeOid() == TypeOid.JSONB ? 1 : 0;
    int written =
        version > lengths[i] || version == 1 && source[0] != 1
            ? JsonText.MALFORMED
            : document.rewrite(source, version, lengths[i] - version);
    if (written < 0) {
      throw malformed(i);
    }
    sentinelHits += sentinel().replace(document.result(), written);
    out.writeInt(version + written);
    out.writeBytes(source, 0, version);
    out.writeBytes(document.result(), 0, written);
  }

  /** Reads the hidden output that holds the subject's key; false if it is NULL or no number. */
  private boolean readSubject(ByteBuf in, int i) {
    subjectKey = 0;
    int subject =
        switch (outputs.get(i)) {
          case Output.Tokenise tokenise -> tokenise.subjectOutput();
          case Output.Document document -> document.subjectOutput();
          case Output.Pass p -> -1;
          case Output.Companion c -> -1;
          case Output.Null n -> -1;
        };
    if (subject < 0) {
      return true;
    }
    if (subject >= fields.length || lengths[subject] <= 0) {
      return false;
    }
    int at = offsets[subject];
    if (fields[subject].isBinary()) {
      if (!TypeOid.isInteger(fields[subject].typeOid())) {
        return false; // eight bytes of another type are another number
      }
      switch (lengths[subject]) {
        case Short.BYTES -> subjectKey = in.getShort(at);
        case Integer.BYTES -> subjectKey = in.getInt(at);
        case Long.BYTES -> subjectKey = in.getLong(at);
        default -> {
          return false;
        }
      }
      return true;
    }
    try {
      subjectKey = Long.parseLong(in.toString(at, lengths[subject], StandardCharsets.US_ASCII));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Companion.Partner partner(RowField field, byte[] token, int length) {
    ColumnType type = field.columnType();
    return type == null
        ? Companion.Partner.NONE
        : new Companion.Partner(type, field.isBinary(), token, length);
  }

  private void load(ByteBuf in, int i) {
    if (source.length < lengths[i]) {
      source = new byte[lengths[i]];
    }
    in.getBytes(offsets[i], source, 0, lengths[i]);
  }

  private static IncidentException malformed(int i) {
    return new IncidentException(
        Incident.MALFORMED_VALUE, "field %d: the stored value is malformed".formatted(i));
  }
}
