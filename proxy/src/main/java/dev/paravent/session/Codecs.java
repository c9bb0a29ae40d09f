package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.policies.ProtectedClass;

/** Makes the codecs of one principal. Thread-safe; the codecs it returns are not. */
public interface Codecs {
  /** A new codec, for one thread. */
  ColumnCodec codec(ProtectedClass protectedClass, WireFormat format);
}
