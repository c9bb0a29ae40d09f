package dev.paravent.attest;

import dev.paravent.policies.Classification;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Attacks a deployment in which canaries were planted, and searches every byte that comes back.
 * Every attack runs in a transaction that is rolled back. Confined to one thread.
 */
public final class Attestation {
  /** pg_type.dat: name, json, char, bpchar, text, varchar, int8, date, numeric and jsonb arrays. */
  private static final Set<Integer> ARRAYS =
      Set.of(1003, 199, 1002, 1014, 1009, 1015, 1016, 1182, 1231, 3807);

  /** The proxy's codes are words, the server's are states. */
  private static final Pattern OWN = Pattern.compile("[A-Z_]{6,}");

  private final Account account;
  private final Canaries canaries;
  private final CanaryScanner scanner;
  private final Hiding hiding;
  private final List<Target> targets;
  private final List<AttackTemplate> templates;

  /**
   * An attestation of the columns that a classification and the canaries name.
   *
   * @param today ages of canaries count up to this day
   * @param writes whether attacks that write are made, too
   */
  public Attestation(
      Account account,
      Classification classification,
      Canaries canaries,
      LocalDate today,
      boolean writes) {
    this.account = account;
    this.canaries = canaries;
    this.scanner = canaries.scanner(today);
    this.hiding = new Hiding(canaries, scanner);
    this.targets = new ArrayList<>(Targets.of(classification, canaries));
    this.templates =
        AttackTemplate.all().stream().filter(template -> writes || !template.writes()).toList();
  }

  /** Every attack as it would be sent, with guesses left open; none is sent. */
  public void print(Consumer<String> out) {
    for (AttackTemplate template : templates) {
      for (Target target : targets) {
        if (template.fits(target)) {
          out.accept("-- " + template.className() + ": " + template.title());
          template.stepsFor(target).forEach(step -> out.accept(hiding.in(step) + ";"));
        }
      }
    }
  }

  /**
   * Runs every attack in every protocol.
   *
   * @throws IOException if nobody answers, or the user may not log in
   */
  public AttestationReport run() throws IOException {
    try (RawClient client = RawClient.login(account)) {
      if (!client.answer().isReady()) {
        throw new IOException("the login failed " + client.answer().refusals());
      }
    }
    AttestationReport report = new AttestationReport(account, hiding);
    look(report);
    for (Protocol protocol : Protocol.values()) {
      try (CaseRunner runner = new CaseRunner(account, protocol, true)) {
        for (AttackTemplate template : templates) {
          for (Target target : targets) {
            if (template.fits(target)) {
              report.add(attack(template, target, protocol, runner));
            }
          }
        }
      }
    }
    return report;
  }

  /** Which columns are there, and of what type; relations without rows prove nothing. */
  private void look(AttestationReport report) throws IOException {
    try (CaseRunner runner = new CaseRunner(account, Protocol.SIMPLE, true)) {
      for (int i = targets.size() - 1; i >= 0; i--) {
        Target target = targets.get(i);
        String output =
            target.kind() == Target.Kind.ANY ? "1" : Target.quoted(target.column().column());
        Answer answer =
            runner.run(
                List.of(
                    "select %s from %s where (%s) limit 1"
                        .formatted(output, target.relation(), target.rows())));
        if (answer.types().indexOf('D') < 0) {
          if (target.kind() == Target.Kind.ANY) {
            report.remark(
                target.column().relation() + ": no rows are seen there " + answer.refusals());
          }
        } else if (ARRAYS.contains(type(answer))) {
          targets.set(i, Target.of(target.column(), Target.Kind.ARRAY, target.rows()));
        }
      }
    }
  }

  /** The type of the first field (PostgreSQL docs 55.7, RowDescription). */
  private static int type(Answer answer) {
    for (Answer.Message message : answer.messages()) {
      if (message.type() == 'T') {
        ByteBuffer body = ByteBuffer.wrap(message.body());
        body.getShort();
        while (body.get() != 0) {
          // its name
        }
        return body.getInt(body.position() + Integer.BYTES + Short.BYTES);
      }
    }
    return 0;
  }

  private Outcome attack(
      AttackTemplate template, Target target, Protocol protocol, CaseRunner runner)
      throws IOException {
    List<String> steps = template.stepsFor(target);
    try {
      return attack(template, target, protocol, runner, steps);
    } catch (SocketTimeoutException late) {
      return new Outcome(
          template, target, protocol, Outcome.Result.FAILED, List.of("no answer in time"), steps);
    }
  }

  private Outcome attack(
      AttackTemplate template,
      Target target,
      Protocol protocol,
      CaseRunner runner,
      List<String> steps)
      throws IOException {
    Answer first = runner.run(guessed(steps, Guesses.wrong(template.guess())));
    Set<String> found = scanner.scan(first.bytes(), first.text());
    List<String> signs = new ArrayList<>(found);
    for (String right : Guesses.right(template.guess(), canaries)) {
      if (signs.isEmpty()) {
        Answer answer = runner.run(guessed(steps, right));
        if (!answer.visible().equals(first.visible())) {
          signs.add("a right guess differs from a wrong one");
        }
      }
    }
    if (!signs.isEmpty()) {
      return new Outcome(template, target, protocol, Outcome.Result.LEAKED, signs, steps);
    }
    boolean refused =
        first.isClosed() || first.refusals().stream().anyMatch(code -> OWN.matcher(code).matches());
    Outcome.Result result =
        refused
            ? Outcome.Result.REFUSED
            : first.refusals().isEmpty() ? Outcome.Result.HARMLESS : Outcome.Result.FAILED;
    return new Outcome(template, target, protocol, result, first.refusals(), steps);
  }

  private static List<String> guessed(List<String> steps, String guess) {
    return steps.stream().map(step -> step.replace("{guess}", guess)).toList();
  }
}
