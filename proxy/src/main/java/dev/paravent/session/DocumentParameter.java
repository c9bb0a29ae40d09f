package dev.paravent.session;

import dev.paravent.decide.Demand;
import dev.paravent.decide.DocumentDemand;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.policies.ProtectedClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a JSON document that is to be written and turns the tokens among its classified members
 * into clear values. Used once. Confined to one thread.
 */
final class DocumentParameter {
  private final DocumentDemand demand;
  private final SessionCodecs codecs;
  private final Map<ProtectedClass, ParameterValue> values = new EnumMap<>(ProtectedClass.class);
  private final JsonText text;
  private @Nullable Reason reason;
  private int written;

  DocumentParameter(DocumentDemand demand, SessionCodecs codecs) {
    this.demand = demand;
    this.codecs = codecs;
    this.text =
        new JsonText(
            demand.rule(),
            demand.overwrites() ? JsonText.Unnamed.KEPT_UNLESS_NULL : JsonText.Unnamed.KEPT,
            protectedClass -> values.computeIfAbsent(protectedClass, this::value));
  }

  private ParameterValue value(ProtectedClass protectedClass) {
    ParameterValue value = new ParameterValue(codecs);
    Demand member = demand.members().get(protectedClass);
    if (member != null) {
      value.expect(member, ParameterValue.Encoding.TEXT, true, 0, false);
    }
    return value;
  }

  /** Whether a value of the type can be read as a document. */
  static boolean isAccepted(int typeOid) {
    return TypeOid.isDocument(typeOid) || TypeOid.isTextScalar(typeOid);
  }

  /**
   * Reads the document.
   *
   * @param binaryJsonb whether it begins with the version that jsonb has in binary format
   * @return why it may not be written, or null
   */
  @Nullable Reason read(byte[] source, int length, boolean binaryJsonb) {
    int version = binaryJsonb ? 1 : 0;
    boolean versioned = !binaryJsonb || length > 0 && source[0] == 1;
    written =
        versioned ? text.rewrite(source, version, length - version) : JsonText.MALFORMED;
    return switch (written) {
      case JsonText.MALFORMED ->
          Reason.of(RefusalCode.MALFORMED_VALUE, "a document with protected members is not JSON");
      case JsonText.UNFIT ->
          Reason.of(
              RefusalCode.MALFORMED_VALUE,
              "a classified member of the document is neither a string nor a number");
      case JsonText.HIDDEN ->
          Reason.of(
              RefusalCode.WRITE_NOT_ALLOWED,
              "null would take the place of a member that the policy hides");
      case JsonText.STOPPED -> stopped();
      default -> null;
    };
  }

  private Reason stopped() {
    for (ParameterValue value : values.values()) {
      if (value.isStopped()) {
        return value.reason();
      }
    }
    return Reason.of(RefusalCode.INTERNAL_FAULT, "a member was stopped without a reason");
  }

  /** The document to send, as text, and its length. */
  byte[] result() {
    return text.result();
  }

  int length() {
    return written;
  }

  /** Whether a token is among the members. */
  boolean holdsToken() {
    return values.values().stream().anyMatch(value -> value.tokens() > 0);
  }

  /** Gives each class's demand and what was found of it. */
  void count(BiConsumer<Demand, ParameterValue> counter) {
    values.forEach(
        (protectedClass, value) -> {
          Demand member = demand.members().get(protectedClass);
          if (member != null) {
            counter.accept(member, value);
          }
        });
  }
}
