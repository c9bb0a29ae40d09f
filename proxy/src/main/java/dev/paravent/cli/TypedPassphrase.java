package dev.paravent.cli;

import dev.paravent.crypto.kek.KekException;
import dev.paravent.crypto.kek.PassphraseKey;
import java.io.Console;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for passphrases on the terminal, which does not show them. */
final class TypedPassphrase {
  private final Function<String, char @Nullable []> ask;

  /**
   * @param ask shows a question and returns what was typed, null without a terminal
   */
  TypedPassphrase(Function<String, char @Nullable []> ask) {
    this.ask = ask;
  }

  static TypedPassphrase ofConsole() {
    return new TypedPassphrase(
        question -> {
          Console console = System.console();
          return console == null ? null : console.readPassword("%s", question);
        });
  }

  /** One that opens. */
  PassphraseKey current() throws KekException {
    char[] typed = ask("Passphrase: ");
    try {
      return PassphraseKey.of(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /** One that wraps from now on, typed twice. */
  PassphraseKey chosen() throws KekException {
    char[] typed = ask("New passphrase: ");
    char[] again = ask("New passphrase again: ");
    try {
      if (!Arrays.equals(typed, again)) {
        throw new KekException("passphrase: the two differ");
      }
      return PassphraseKey.of(typed);
    } finally {
      Arrays.fill(typed, '\0');
      Arrays.fill(again, '\0');
    }
  }

  private char[] ask(String question) throws KekException {
    char[] typed = ask.apply(question);
    if (typed == null) {
      throw new KekException(
          "passphrase: no terminal to ask on (expected: --kek-passphrase-file FILE)");
    }
    return typed;
  }
}
