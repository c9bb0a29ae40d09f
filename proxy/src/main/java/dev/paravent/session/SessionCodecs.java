package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.policies.ProtectedClass;
import org.jspecify.annotations.Nullable;

/** The codecs of one session, each made on first use. Event-loop confined. */
final class SessionCodecs {
  private final Codecs codecs;
  private final @Nullable ColumnCodec[] made =
      new ColumnCodec
          [ProtectedClass.values().length
              * ColumnType.values().length
              * WireFormat.values().length];

  SessionCodecs(Codecs codecs) {
    this.codecs = codecs;
  }

  ColumnCodec codec(ProtectedClass protectedClass, ColumnType type, WireFormat format) {
    int column = protectedClass.ordinal() * ColumnType.values().length + type.ordinal();
    int slot = column * WireFormat.values().length + format.ordinal();
    ColumnCodec codec = made[slot];
    if (codec == null) {
      codec = codecs.codec(protectedClass, type, format);
      made[slot] = codec;
    }
    return codec;
  }
}
