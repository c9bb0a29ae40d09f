package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.Output;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.wire.pg.BackendMessage.RowDescription.Field;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** How one field of a result is treated. Event-loop confined. */
final class RowField {
  private final int typeOid;
  private final boolean binary;
  private final @Nullable FieldTokeniser tokeniser;
  private final @Nullable DocumentTokeniser document;
  private final boolean guarded;
  private final boolean raw;
  private final @Nullable ArrayText arrayText;
  private final @Nullable ArrayBinary arrayBinary;
  private boolean partner;

  private RowField(
      int typeOid,
      boolean binary,
      @Nullable FieldTokeniser tokeniser,
      @Nullable DocumentTokeniser document,
      boolean guarded,
      boolean raw) {
    this.typeOid = typeOid;
    this.binary = binary;
    this.tokeniser = tokeniser;
    this.document = document;
    this.guarded = guarded;
    this.raw = raw;
    this.arrayText = tokeniser == null ? null : new ArrayText(tokeniser, Integer.MAX_VALUE);
    this.arrayBinary = tokeniser == null ? null : new ArrayBinary(tokeniser, Integer.MAX_VALUE);
  }

  static RowField of(Output output, Field field, boolean binary, RowTransformer.Context context) {
    return switch (output) {
      case Output.Tokenise tokenise -> {
        ProtectedClass protectedClass = tokenise.protectedClass();
        // a text has one form, whatever it holds
        boolean bytes = binary && !TypeOid.isTextScalar(field.typeOid());
        ColumnCodec codec = context.codecs().codec(protectedClass, format(bytes));
        yield new RowField(
            field.typeOid(),
            binary,
            new FieldTokeniser(codec, context.onMalformed(protectedClass)),
            null,
            false,
            false);
      }
      case Output.Pass() -> {
        boolean guarded = ResultShape.isProtected(field, context.planner());
        yield new RowField(
            field.typeOid(),
            binary,
            null,
            null,
            guarded,
            !guarded && !TypeOid.mayHoldText(field.typeOid()));
      }
      case Output.Document document ->
          new RowField(
              field.typeOid(),
              binary,
              null,
              new DocumentTokeniser(document, context),
              false,
              false);
      case Output.Companion ignored ->
          new RowField(field.typeOid(), binary, null, null, false, false);
      case Output.Null() -> new RowField(field.typeOid(), binary, null, null, false, false);
    };
  }

  private static WireFormat format(boolean binary) {
    return binary ? WireFormat.BINARY : WireFormat.TEXT;
  }

  int typeOid() {
    return typeOid;
  }

  boolean isBinary() {
    return binary;
  }

  /** Whether the value is forwarded without a look. */
  boolean isRaw() {
    return raw;
  }

  /** Whether the server attributes the field to a protected column although it passes. */
  boolean isGuarded() {
    return guarded;
  }

  /** Whether a companion of the row needs its token. */
  boolean isPartner() {
    return partner;
  }

  void markAsPartner() {
    partner = tokeniser != null;
  }

  @Nullable FieldTokeniser tokeniser() {
    return tokeniser;
  }

  @Nullable DocumentTokeniser document() {
    return document;
  }

  FieldTokeniser requireTokeniser() {
    if (tokeniser == null) {
      throw new IllegalStateException("the field is not tokenised");
    }
    return tokeniser;
  }

  int rewriteArray(byte[] source, int length, ByteBuf out) {
    if (arrayText == null || arrayBinary == null) {
      throw new IllegalStateException("the field is not tokenised");
    }
    return binary
        ? arrayBinary.rewrite(source, length, ArrayBinary.elementType(source, length), out)
        : arrayText.rewrite(source, length, out);
  }
}
