package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class SocketFileTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path directory;

  private ListenSocket settings() {
    return new ListenSocket(directory, PosixFilePermissions.fromString("rwxrwx---"));
  }

  private static ServerSocketChannel listen(String path) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path));
    return channel;
  }

  @Test
  void isMadeWhereNobodyElseMayEnterAndTakenAwayAtTheEnd() throws IOException {
    SocketFile file = SocketFile.prepare(settings(), 6432);
    Path workshop = Path.of(file.temporary()).getParent();
    assertThat(Files.getPosixFilePermissions(workshop))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (ServerSocketChannel listening = listen(file.temporary())) {
      file.publish();
      Path published = directory.resolve(".s.PGSQL.6432");
      assertThat(Files.getPosixFilePermissions(published)).isEqualTo(settings().mode());
      assertThat(workshop).doesNotExist();
      assertThatThrownBy(() -> SocketFile.prepare(settings(), 6432))
          .hasMessageEndingWith("another process listens there");
      file.remove();
      assertThat(published).doesNotExist();
    }
  }

  @Test
  void replacesASocketThatNobodyListensTo() throws IOException {
    Path stale = directory.resolve(".s.PGSQL.6432");
    listen(stale.toString()).close();
    assertThat(stale).exists();
    SocketFile file = SocketFile.prepare(settings(), 6432);
    try (ServerSocketChannel listening = listen(file.temporary())) {
      file.publish();
      assertThatThrownBy(() -> SocketFile.prepare(settings(), 6432))
          .hasMessageEndingWith("another process listens there");
    }
  }

  @Test
  void leavesWhatIsNotItsOwn() throws IOException {
    Path taken = directory.resolve(".s.PGSQL.6432");
    Files.writeString(taken, "precious");
    assertThatThrownBy(() -> SocketFile.prepare(settings(), 6432))
        .hasMessageEndingWith("exists and is no socket");
    assertThat(taken).hasContent("precious");
    SocketFile file = SocketFile.prepare(settings(), 6433);
    try (ServerSocketChannel listening = listen(file.temporary())) {
      file.publish();
      Path published = directory.resolve(".s.PGSQL.6433");
      Path other = directory.resolve("other");
      try (ServerSocketChannel successor = listen(other.toString())) {
        Files.move(other, published, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        file.remove();
        assertThat(published).exists();
      }
    }
  }
}
