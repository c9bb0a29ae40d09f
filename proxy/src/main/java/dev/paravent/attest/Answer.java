package dev.paravent.attest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything a client received for one case. */
public final class Answer {
  private static final Pattern CODE = Pattern.compile("\\[([A-Z_]+)\\]");

  private final List<Message> messages = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean closed;

  /** One message of the server. */
  public record Message(char type, byte[] body) {
    /** A field of an error or a notice. */
    public String field(char code) {
      for (String part : new String(body, StandardCharsets.UTF_8).split("\0")) {
        if (!part.isEmpty() && part.charAt(0) == code) {
          return part.substring(1);
        }
      }
      return "";
    }
  }

  public Message add(char type, byte[] body) {
    Message message = new Message(type, body);
    messages.add(message);
    bytes.write(type);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(body.length + 4).array());
    bytes.writeBytes(body);
    return message;
  }

  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  public boolean isReady() {
    return !messages.isEmpty() && messages.getLast().type() == 'Z';
  }

  /** Whether the session was left inside a transaction. */
  public boolean isInTransaction() {
    return isReady() && messages.getLast().body()[0] != 'I';
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The types of the messages, in order. */
  public String types() {
    StringBuilder types = new StringBuilder();
    messages.forEach(message -> types.append(message.type()));
    return types.toString();
  }

  public List<Message> messages() {
    return messages;
  }

  /** The proxy's own codes, and the server's states where there is none. */
  public List<String> refusals() {
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
  public List<byte @Nullable []> fields() {
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
  public String text() {
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

  /** What an attacker compares: everything but names and numbers that change with each session. */
  public String visible() {
    StringBuilder visible = new StringBuilder();
    for (Message message : messages) {
      visible.append(message.type());
      switch (message.type()) {
        case 'E' -> visible.append(message.field('C'));
        case 'D', 'C', 'Z' ->
            visible.append(new String(message.body(), StandardCharsets.ISO_8859_1));
        default -> {
          // described well enough by its type
        }
      }
    }
    return visible.toString();
  }
}
