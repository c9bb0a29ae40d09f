package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.policies.ProtectedClass;
import org.jspecify.annotations.Nullable;

/** The codecs of one session, each made on first use. Event-loop confined. */
final class SessionCodecs {
  private final Codecs codecs;
  private final @Nullable ColumnCodec[] made =
      new ColumnCodec[ProtectedClass.values().length * WireFormat.values().length];

  SessionCodecs(Codecs codecs) {
    this.codecs = codecs;
  }

  ColumnCodec codec(ProtectedClass protectedClass, WireFormat format) {
    int slot = protectedClass.ordinal() * WireFormat.values().length + format.ordinal();
    ColumnCodec codec = made[slot];
    if (codec == null) {
      codec = codecs.codec(protectedClass, format);
      made[slot] = codec;
    }
    return codec;
  }
}
