package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an {@code INSERT .. VALUES} where all have one shape: the same tokens but for the
 * values of literals, and parameters whose numbers go up by the same step from row to row, or stay.
 * What the analysis finds out of the first {@link #ANALYSED} rows holds for any number of them.
 * Immutable.
 *
 * <p>That the tokens are what they look like, the parser has to say: {@link #analysedText} is a
 * statement of its own.
 *
 * @param first the token that opens the first row
 * @param stride from the token that opens a row to the one that opens the next
 * @param count of rows, at least {@link #ANALYSED}
 * @param base the lowest number of a parameter that goes up from row to row
 * @param width by how much they go up; 0 if none does
 * @param parameters the highest number of any parameter
 */
public record FoldedRows(int first, int stride, int count, int base, int width, int parameters) {
  /** The first one may differ from the others in what is printed; two more show what they share. */
  public static final int ANALYSED = 3;

  private static final int NONE = Integer.MAX_VALUE;

  /** The rows of a statement; null if it has none, too few, or of several shapes. */
  public static @Nullable FoldedRows of(PgTokens tokens) {
    int first = firstRow(tokens);
    int close = first < 0 ? -1 : closing(tokens, first);
    if (close < 0) {
      return null;
    }
    int stride = close + 2 - first;
    int next = first + stride;
    while (tokens.kind(next - 1) == TokenKind.COMMA && isAlike(tokens, first, next, stride)) {
      next += stride;
    }
    int count = (next - first) / stride;
    return count >= ANALYSED && isEnd(tokens, next - 1)
        ? withParameters(tokens, first, stride, count)
        : null;
  }

  /**
   * The token that opens the first row of what may be an INSERT's own VALUES; -1 if there is none.
   */
  private static int firstRow(PgTokens tokens) {
    if (!tokens.word(0).equals("insert")) {
      return -1;
    }
    int depth = 0;
    for (int token = 1; token < tokens.size(); token++) {
      switch (tokens.kind(token)) {
        case LEFT_PAREN -> depth++;
        case RIGHT_PAREN -> depth--;
        case IDENT -> {
          String word = depth == 0 ? tokens.word(token) : "";
          if (word.equals("values") && tokens.kind(token + 1) == TokenKind.LEFT_PAREN) {
            return token + 1;
          }
          if (word.equals("select") || word.equals("returning")) {
            return -1;
          }
        }
        case SEMICOLON -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  /** The token that closes the row; -1 if there is a query in it, or no end. */
  private static int closing(PgTokens tokens, int open) {
    int depth = 0;
    for (int token = open; token < tokens.size() - 1; token++) {
      switch (tokens.kind(token)) {
        case LEFT_PAREN -> depth++;
        case RIGHT_PAREN -> {
          if (--depth == 0) {
            return token;
          }
        }
        case IDENT -> {
          switch (tokens.word(token)) {
            case "select", "values", "table", "with" -> {
              return -1;
            }
            default -> {}
          }
        }
        case SEMICOLON -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static boolean isAlike(PgTokens tokens, int first, int other, int stride) {
    if (other + stride > tokens.size()) {
      return false;
    }
    for (int token = 0; token < stride - 1; token++) {
      if (!tokens.isAlike(first + token, other + token)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnd(PgTokens tokens, int token) {
    return switch (tokens.kind(token)) {
      case END -> true;
      case SEMICOLON -> tokens.kind(token + 1) == TokenKind.END;
      case IDENT -> tokens.word(token).equals("on") || tokens.word(token).equals("returning");
      default -> false;
    };
  }

  private static @Nullable FoldedRows withParameters(
      PgTokens tokens, int first, int stride, int count) {
    int lowest = NONE;
    int highest = 0;
    int step = 0;
    for (int token = first; token < first + stride; token++) {
      int number = tokens.parameter(token);
      int next = tokens.parameter(token + stride);
      if (number != next) {
        if (step != 0 && next - number != step || next < number) {
          return null;
        }
        step = next - number;
        lowest = Math.min(lowest, number);
        highest = Math.max(highest, number);
      }
    }
    if (step > 0 && highest - lowest >= step) {
      return null;
    }
    int parameters = 0;
    for (int token = 0; token < tokens.size(); token++) {
      parameters = Math.max(parameters, tokens.parameter(token));
    }
    FoldedRows rows = new FoldedRows(first, stride, count, lowest, step, parameters);
    return rows.isRegular(tokens) ? rows : null;
  }

  /** Whether no parameter of one row stands in another, and each row goes on as the second did. */
  private boolean isRegular(PgTokens tokens) {
    for (int token = 0; token < tokens.size(); token++) {
      int number = tokens.parameter(token);
      if (number == 0) {
        continue;
      }
      int row = row(token);
      if (row < 0) {
        if (isOfRow(number)) {
          return false;
        }
      } else {
        int model = tokens.parameter(token - row * stride);
        boolean moves = tokens.parameter(token - row * stride + stride) != model;
        if (moves != isOfRow(number) || number != (moves ? model + row * width : model)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The row that a token is in, from 0; -1 if it is in none. */
  public int row(int token) {
    return token >= first && token < last() ? (token - first) / stride : -1;
  }

  /** The token after the last row. */
  public int last() {
    return first + count * stride - 1;
  }

  /** Whether a parameter, from 1, is one of those that go up. */
  public boolean isOfRow(int number) {
    return width > 0 && number >= base && number < base + count * width;
  }

  /** Whether a parameter, from 1, stands behind those that go up. */
  public boolean isAfterRows(int number) {
    return width > 0 && number >= base + count * width;
  }

  /** The row of a parameter that goes up, from 0. */
  public int rowOf(int number) {
    return (number - base) / width;
  }

  /** The same statement with its first rows only. */
  public String analysedText(PgTokens tokens) {
    String text = tokens.text();
    return text.substring(0, tokens.end(first + ANALYSED * stride - 2))
        + text.substring(tokens.end(last() - 1));
  }

  /** The rows of {@link #analysedText}, whose parameters are numbered as in the whole. */
  public FoldedRows analysed() {
    return new FoldedRows(first, stride, ANALYSED, base, width, parameters);
  }

  /**
   * The declared types of the parameters but for those of all rows after the first; null if rows
   * declare different ones.
   */
  public @Nullable List<Integer> types(List<Integer> declared) {
    int from = base - 1;
    if (width == 0 || declared.size() <= from) {
      return declared;
    }
    List<Integer> types = new ArrayList<>(declared.subList(0, from));
    for (int i = 0; i < width; i++) {
      types.add(type(declared, from + i));
    }
    int after = from + count * width;
    for (int i = from + width; i < after; i++) {
      if (type(declared, i) != type(declared, i - width)) {
        return null;
      }
    }
    for (int i = after; i < declared.size(); i++) {
      types.add(declared.get(i));
    }
    return types;
  }

  private static int type(List<Integer> declared, int index) {
    return index < declared.size() ? declared.get(index) : 0;
  }
}
