package dev.paravent.attest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The answer to AuthenticationMD5Password (PostgreSQL docs 55.2.1). */
final class Md5Password {
  private Md5Password() {}

  static String of(String user, String password, byte[] salt) {
    return "md5" + digest(digest((password + user).getBytes(StandardCharsets.UTF_8)), salt);
  }

  private static String digest(String inner, byte[] salt) {
    byte[] hex = inner.getBytes(StandardCharsets.US_ASCII);
    byte[] both = new byte[hex.length + salt.length];
    System.arraycopy(hex, 0, both, 0, hex.length);
    System.arraycopy(salt, 0, both, hex.length, salt.length);
    return digest(both);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
