package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path temporary;

    private Spool spool;
    private Process other;

    private Spool spool() {
        spool = new Spool(temporary);
        return spool;
    }

    @AfterEach
    void end() throws InterruptedException {
        if (spool != null) {
            spool.close();
        }
        if (other != null) {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aMailLiesInAFolderOfItsOwnUntilItIsDone() throws IOException {
        try (MailFolder parcel = spool().take(mail())) {
            assertThat(parcel.raw()).hasContent("Subject: order\n");
            assertThat(parcel.scratch()).startsWith(parcel.folder());
            parcel.create("001").close();
        }

        assertThat(mails()).isEmpty();
    }

    @Test
    void aDownloadThatBreaksOffLeavesNothing() throws IOException {
        InputStream reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };

        assertThatThrownBy(() -> spool().take(new SequenceInputStream(mail(), reset)))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");

        assertThat(mails()).isEmpty();
    }

    @Test
    void aFailureThatIsNoneOfTheDiskLeavesNothingEither() throws IOException {
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the client is closed");
            }
        };

        assertThatThrownBy(() -> spool().take(new SequenceInputStream(mail(), failing)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(mails()).isEmpty();
    }

    @Test
    void whatADeadProcessLeavesBehindIsClearedAndALivingOnesIsKept() throws Exception {
        Path living = startOther();
        spool().take(mail());

        spool.clear();
        assertThat(living.resolve("lock")).exists();
        assertThat(mails()).hasSize(2);

        other.destroyForcibly().waitFor();
        spool.clear();
        assertThat(living).doesNotExist();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aFolderThatDiedBeforeItHadALockIsCleared() throws IOException {
        Files.createDirectory(temporary.resolve("hikyaku-spool-1"));

        spool().clear();

        assertThat(temporary.resolve("hikyaku-spool-1")).doesNotExist();
    }

    @Test
    void otherFilesAndWhatALinkLeadsToAreLeftAlone() throws IOException {
        Path foreign = Files.createDirectories(temporary.resolve("foreign/inside"));
        Files.createSymbolicLink(temporary.resolve("hikyaku-spool-link"), foreign.getParent());
        Path dead = Files.createDirectory(temporary.resolve("hikyaku-spool-dead"));
        Files.createSymbolicLink(dead.resolve("link"), foreign.getParent());

        spool().clear();

        assertThat(foreign).exists();
        assertThat(temporary.resolve("hikyaku-spool-link")).isSymbolicLink();
        assertThat(dead).doesNotExist();
    }

    @Test
    void aProcessThatEndsTakesItsFolderAway() throws IOException {
        spool().take(mail());

        spool.close();

        assertThat(temporary).isEmptyDirectory();
    }

    private static InputStream mail() {
        return new ByteArrayInputStream("Subject: order\n".getBytes());
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(path -> path.getFileName().toString().startsWith("mail-"))
                    .toList();
        }
    }

    /** @return the folder of a process that has a mail in progress when it is killed */
    private Path startOther() throws IOException {
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        temporary.toString())
                .redirectErrorStream(true)
                .start();
        return Path.of(other.inputReader()
                .lines()
                .filter(line -> line.startsWith(temporary.toString()))
                .findFirst()
                .orElseThrow());
    }

    static final class Other {

        public static void main(String... arguments) throws Exception {
            MailFolder parcel = new Spool(Path.of(arguments[0])).take(mail());
            System.out.println(parcel.folder().getParent());
            System.in.read();
        }
    }
}
