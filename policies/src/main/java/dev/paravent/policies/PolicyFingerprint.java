package dev.paravent.policies;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The fingerprint of a bundle: SHA-256 over what its documents say. File names, comments, layout
 * and the order of documents, keys and list items (all lists are sets) do not count.
 */
final class PolicyFingerprint {
  private PolicyFingerprint() {}

  /** 64 hexadecimal digits. */
  static String of(List<Node> documents) {
    String content = sorted('D', documents.stream().map(PolicyFingerprint::canonical).toList());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Every part carries its length, so that no two contents are written alike. */
  private static String canonical(Node node) {
    if (node instanceof ScalarNode scalar) {
      return "s" + scalar.getValue().length() + ":" + scalar.getValue();
    }
    if (node instanceof SequenceNode sequence) {
      return sorted('l', sequence.getValue().stream().map(PolicyFingerprint::canonical).toList());
    }
    return sorted(
        'm', ((MappingNode) node).getValue().stream().map(PolicyFingerprint::entry).toList());
  }

  private static String entry(NodeTuple tuple) {
    return canonical(tuple.getKeyNode()) + canonical(tuple.getValueNode());
  }

  private static String sorted(char kind, List<String> parts) {
    String joined = parts.stream().sorted().collect(Collectors.joining());
    return kind + "" + parts.size() + ":" + joined;
  }
}
