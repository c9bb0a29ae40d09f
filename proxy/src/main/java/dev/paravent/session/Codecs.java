package dev.paravent.session;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.policies.ProtectedClass;

/** Makes the codecs of one principal. Thread-safe; the codecs it returns are not. */
public interface Codecs {
  /** A new codec of a class in columns of a type, for one thread. */
  ColumnCodec codec(ProtectedClass protectedClass, ColumnType type, WireFormat format);
}
