package dev.paravent.session.auth;

import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Which users the holder of a client certificate may be. Thread-safe. */
public final class CertificateUsers {
  private final Identity identity;
  private final Optional<FileBacked<Map<String, Set<String>>>> users;

  /** Which part of a certificate says who its holder is; the others are not looked at. */
  public enum Identity {
    /** The common name of the subject. */
    CN(-1),
    /** A DNS name among the alternative names. */
    DNS(2),
    /** An e-mail address among them. */
    EMAIL(1),
    /** A URI among them, of a workload for instance. */
    URI(6);

    private final int generalName; // RFC 5280, GeneralName; as X509Certificate numbers them

    Identity(int generalName) {
      this.generalName = generalName;
    }
  }

  private CertificateUsers(
      Identity identity, Optional<FileBacked<Map<String, Set<String>>>> users) {
    this.identity = identity;
    this.users = users;
  }

  /** The holder is the user of the same name. */
  public static CertificateUsers sameName(Identity identity) {
    return new CertificateUsers(identity, Optional.empty());
  }

  /**
   * The holder is one of the users that the file gives it: {@code "identity" "user"}, one a line.
   *
   * @throws IOException if it cannot be read or used; its message is one line
   */
  public static CertificateUsers mapped(Identity identity, Path file) throws IOException {
    return new CertificateUsers(
        identity,
        Optional.of(
            FileBacked.load(
                "certificate_users",
                List.of(WatchedFile.open(file)),
                contents -> read(file, Objects.requireNonNull(contents.get(file))))));
  }

  private static Map<String, Set<String>> read(Path file, byte[] bytes) throws IOException {
    Map<String, Set<String>> users = new HashMap<>();
    for (List<String> line : QuotedLines.read(file, bytes, 2)) {
      users.computeIfAbsent(line.get(0), first -> new HashSet<>()).add(line.get(1));
    }
    return users;
  }

  /** Whether the holder of the certificate may log in as this user. */
  public boolean allows(X509Certificate certificate, String user) {
    List<String> names = names(certificate);
    if (names.isEmpty() || user.isEmpty()) {
      return false;
    }
    if (users.isEmpty()) {
      return names.contains(user);
    }
    Map<String, Set<String>> known = users.get().current();
    return names.stream().anyMatch(name -> known.getOrDefault(name, Set.of()).contains(user));
  }

  private List<String> names(X509Certificate certificate) {
    return identity == Identity.CN ? commonName(certificate) : alternatives(certificate);
  }

  /** The one common name; a subject with several is nobody. */
  private static List<String> commonName(X509Certificate certificate) {
    try {
      List<String> names = new ArrayList<>();
      LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
      for (Rdn part : subject.getRdns()) {
        var value = part.toAttributes().get("CN");
        if (value != null) {
          for (int i = 0; i < value.size(); i++) {
            names.add(value.get(i) instanceof String text ? text : "");
          }
        }
      }
      boolean isClear = names.size() == 1 && isPlain(names.getFirst());
      return isClear ? names : List.of();
    } catch (NamingException broken) {
      return List.of();
    }
  }

  private List<String> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all == null) {
        return List.of();
      }
      List<String> names = new ArrayList<>();
      for (List<?> each : all) {
        if (Integer.valueOf(identity.generalName).equals(each.get(0))
            && each.get(1) instanceof String text
            && isPlain(text)) {
          names.add(text);
        }
      }
      return names;
    } catch (CertificateParsingException broken) {
      return List.of();
    }
  }

  /** A NUL in a name has made others out of it before (CVE-2009-4034). */
  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
  }

  /** Reads the file again if there is one and it changed. Blocks. */
  public void reload() {
    users.ifPresent(FileBacked::reload);
  }
}
