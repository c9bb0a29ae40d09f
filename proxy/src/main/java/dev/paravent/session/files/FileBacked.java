package dev.paravent.session.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value made of the contents of files, and made anew when they change. What cannot be used does
 * not replace what can: the last good value stays. Thread-safe.
 */
public final class FileBacked<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FileBacked.class);

  private final String name;
  private final List<WatchedFile> files;
  private final Maker<T> maker;
  private Map<Path, byte[]> contents; // guarded by this
  private String problem = ""; // guarded by this; told once, not at each attempt
  private volatile T value;

  /** Makes a value of the files' contents. */
  public interface Maker<T> {
    /**
     * Makes the value.
     *
     * @throws IOException if the contents cannot be used; its message is one line for operators
     */
    T make(Map<Path, byte[]> contents) throws IOException;
  }

  private FileBacked(
      String name,
      List<WatchedFile> files,
      Maker<T> maker,
      Map<Path, byte[]> contents,
      T value) {
    this.name = name;
    this.files = files;
    this.maker = maker;
    this.contents = contents;
    this.value = value;
  }

  /**
   * Reads the files for the first time.
   *
   * @param name what the log calls it
   * @throws IOException if one cannot be read or used; its message is one line for operators
   */
  public static <T> FileBacked<T> load(String name, List<WatchedFile> files, Maker<T> maker)
      throws IOException {
    Map<Path, byte[]> contents = read(files);
    return new FileBacked<>(name, List.copyOf(files), maker, contents, maker.make(contents));
  }

  /** The value of the files that could be used last. */
  public T current() {
    return value;
  }

  /** Reads the files, and makes the value anew if they changed. Blocks. */
  public synchronized void reload() {
    try {
      Map<Path, byte[]> now = read(files);
      if (isSame(now)) {
        return;
      }
      T made = maker.make(now);
      contents = now;
      value = made;
      problem = "";
      LOG.info("event=reloaded what={}", name);
    } catch (IOException unusable) {
      // files are replaced one after another: for a moment a key may not fit its certificate
      String reason = String.valueOf(unusable.getMessage());
      if (!reason.equals(problem)) {
        problem = reason;
        LOG.warn("event=reload_failed what={} reason=\"{}\"", name, reason);
      }
    }
  }

  private boolean isSame(Map<Path, byte[]> now) {
    return now.entrySet().stream()
        .allMatch(entry -> Arrays.equals(entry.getValue(), contents.get(entry.getKey())));
  }

  private static Map<Path, byte[]> read(List<WatchedFile> files) throws IOException {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    for (WatchedFile file : files) {
      contents.put(file.path(), file.read());
    }
    return contents;
  }
}
