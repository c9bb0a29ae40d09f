package dev.paravent.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of a relation a principal sees: a condition on the relation's columns in SQL, in which
 * <code>{principal.NAME}</code> is an attribute of the end user. Immutable.
 *
 * @param text as the policy has it
 * @param place of the text, file:line:column
 */
public record RowFilter(String text, String place) {
  private static final Pattern REFERENCE = Pattern.compile("\\{principal\\.([^{}]*)}");
  private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]");

  /** The attributes that it names, in order, each as often as it does. */
  public List<String> attributes() {
    List<String> names = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * The condition with a parameter for each attribute: {@code $1} for the first of {@link
   * #attributes}, and so on.
   */
  public String sql() {
    int[] number = new int[1];
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement("$" + ++number[0]));
  }

  /** Whether it has parameters of its own, which nothing would give a value. */
  boolean hasParameters() {
    return PARAMETER.matcher(text).find();
  }
}
