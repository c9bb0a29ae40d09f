package dev.paravent.config;

import java.util.List;

/** A proxy that cannot start. Each problem is one line for the person who starts it. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public StartException(String problem) {
    this(List.of(problem));
  }

  public StartException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
