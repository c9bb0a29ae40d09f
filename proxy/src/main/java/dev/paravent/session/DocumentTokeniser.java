package dev.paravent.session;

import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.Output;
import dev.paravent.policies.ProtectedClass;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns stored documents into what a client may see of them: tokens for classified members, null
 * for members that no policy names. Event-loop confined.
 */
final class DocumentTokeniser {
  private final Map<ProtectedClass, FieldTokeniser> values = new EnumMap<>(ProtectedClass.class);
  private final JsonText text;

  DocumentTokeniser(Output.Document document, RowTransformer.Context context) {
    text =
        new JsonText(
            document.rule(),
            JsonText.Unnamed.NULLED,
            protectedClass ->
                values.computeIfAbsent(
                    protectedClass,
                    held ->
                        new FieldTokeniser(
                            context.codecs().codec(held, WireFormat.TEXT),
                            context.onMalformed(held))));
  }

  /** The key that the next document's values are bound to. */
  void bindTo(long subject) {
    values.values().forEach(tokeniser -> tokeniser.bindTo(subject));
  }

  /** Rewrites a document; returns how many bytes of {@link #result} it has, negative if it fails. */
  int rewrite(byte[] source, int offset, int length) {
    return text.rewrite(source, offset, length);
  }

  byte[] result() {
    return text.result();
  }

  /** Tells the metrics how many values became tokens since the last call. */
  void report(SessionMetrics metrics) {
    values.forEach(
        (protectedClass, tokeniser) -> {
          int tokenised = tokeniser.takeCount();
          if (tokenised > 0) {
            metrics.tokenised(protectedClass, tokenised);
          }
        });
  }
}
