package dev.paravent.mustnotleak;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Everything a client received for one case. */
@NullMarked
final class Answer {
  private static final Pattern CODE = Pattern.compile("\\[([A-Z_]+)\\]");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![0-9])(?:9[0-9]{12}(?:[0-9]{2})?|1(?:7[5-9]|8[0-8])[0-9]-[0-9]{2}-[0-9]{2})(?![0-9])");
  // days from 2000-01-01 to 1753-01-01 and 1888-12-31
  private static final int FIRST_TOKEN_DAY = -90_215;
  private static final int LAST_TOKEN_DAY = -40_542;

  private final List<Message> messages = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean closed;

  /** One message of the server. */
  record Message(char type, byte[] body) {
    /** A field of an error or a notice. */
    String field(char code) {
      for (String part : new String(body, StandardCharsets.UTF_8).split("\0")) {
        if (!part.isEmpty() && part.charAt(0) == code) {
          return part.substring(1);
        }
      }
      return "";
    }
  }

  Message add(char type, byte[] body) {
    Message message = new Message(type, body);
    messages.add(message);
    bytes.write(type);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(body.length + 4).array());
    bytes.writeBytes(body);
    return message;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isReady() {
    return !messages.isEmpty() && messages.getLast().type() == 'Z';
  }

  /** Whether the session was left inside a transaction. */
  boolean isInTransaction() {
    return isReady() && messages.getLast().body()[0] != 'I';
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The types of the messages, in order. */
  String types() {
    StringBuilder types = new StringBuilder();
    messages.forEach(message -> types.append(message.type()));
    return types.toString();
  }

  List<Message> messages() {
    return messages;
  }

  /** The proxy's own codes, and the server's states where there is none. */
  List<String> refusals() {
    List<String> codes = new ArrayList<>();
    for (Message message : messages) {
      if (message.type() == 'E') {
        Matcher code = CODE.matcher(message.field('M'));
        codes.add(code.find() ? code.group(1) : message.field('C'));
      }
    }
    return codes;
  }

  /** Fields of all rows; null where they are. */
  List<byte @Nullable []> fields() {
    List<byte @Nullable []> fields = new ArrayList<>();
    for (Message message : messages) {
      if (message.type() == 'D') {
        ByteBuffer body = ByteBuffer.wrap(message.body());
        for (int count = body.getShort(); count > 0; count--) {
          int length = body.getInt();
          if (length < 0) {
            fields.add(null);
          } else {
            byte[] value = new byte[length];
            body.get(value);
            fields.add(value);
          }
        }
      }
    }
    return fields;
  }

  /** All that can be read, one field after the other. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (byte[] field : fields()) {
      text.append(field == null ? "" : new String(field, StandardCharsets.UTF_8)).append('|');
    }
    for (Message message : messages) {
      if ("dASEN".indexOf(message.type()) >= 0) {
        text.append(new String(message.body(), StandardCharsets.UTF_8)).append('\n');
      }
    }
    return text.toString();
  }

  boolean holdsToken() {
    for (byte[] field : fields()) {
      if (field != null && isToken(field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isToken(byte[] field) {
    if (field.length == Integer.BYTES) {
      int days = ByteBuffer.wrap(field).getInt();
      return days >= FIRST_TOKEN_DAY && days <= LAST_TOKEN_DAY;
    }
    return TOKEN.matcher(new String(field, StandardCharsets.ISO_8859_1)).find();
  }

  boolean holdsNull() {
    return fields().contains(null);
  }
}
