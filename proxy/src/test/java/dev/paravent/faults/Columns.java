package dev.paravent.faults;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The columns of a row description, to be changed. Immutable. */
@NullMarked
record Columns(List<Column> columns) {
  private static final int FIXED = 18;
  private static final int TYPE_AT = 6;

  /**
   * One column.
   *
   * @param name with its NUL
   * @param rest table, number, type, size, modifier and format
   */
  private record Column(byte[] name, byte[] rest) {}

  static Columns of(Frame description) {
    ByteBuffer body = ByteBuffer.wrap(description.body());
    List<Column> columns = new ArrayList<>();
    for (int count = body.getShort(); count > 0; count--) {
      ByteArrayOutputStream name = new ByteArrayOutputStream();
      byte letter = body.get();
      while (letter != 0) {
        name.write(letter);
        letter = body.get();
      }
      name.write(0);
      byte[] rest = new byte[FIXED];
      body.get(rest);
      columns.add(new Column(name.toByteArray(), rest));
    }
    return new Columns(columns);
  }

  /** One column comes of where another one does. */
  Columns copyOrigin(int from, int to) {
    byte[] rest = columns.get(to).rest().clone();
    System.arraycopy(columns.get(from).rest(), 0, rest, 0, TYPE_AT);
    return with(to, rest);
  }

  /** One column has another type. */
  Columns typed(int index, int typeOid) {
    byte[] rest = columns.get(index).rest().clone();
    ByteBuffer.wrap(rest).putInt(TYPE_AT, typeOid);
    return with(index, rest);
  }

  Columns first(int count) {
    return new Columns(List.copyOf(columns.subList(0, count)));
  }

  private Columns with(int index, byte[] rest) {
    List<Column> changed = new ArrayList<>(columns);
    changed.set(index, new Column(columns.get(index).name(), rest));
    return new Columns(changed);
  }

  Frame frame() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) columns.size()).array());
    for (Column column : columns) {
      body.writeBytes(column.name());
      body.writeBytes(column.rest());
    }
    return Frame.of('T', (Object) body.toByteArray());
  }
}
