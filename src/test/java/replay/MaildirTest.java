package replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archive.StoredMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirTest {

    @TempDir
    Path root;

    @Test
    void newAndSeenMailsComeInTheOrderOfTheirDelivery() throws IOException {
        mail("cur/1795485660.M1.host:2,S");
        mail("new/1795485661.M2.host");
        mail("cur/1795485662.M3.host:2,");
        mail("tmp/1795485663.M4.host");
        mail("new/.hidden");
        mail("dovecot-uidlist");

        assertThat(positions(false))
                .containsExactly("cur/1795485660.M1.host:2,S", "new/1795485661.M2.host", "cur/1795485662.M3.host:2,");
    }

    @Test
    void subfoldersAreReadWhenAskedFor() throws IOException {
        mail("new/2.host");
        mail(".Archive/cur/1.host");
        mail(".Archive.2025/new/3.host");
        mail(".no-maildir/4.host");

        assertThat(positions(false)).containsExactly("new/2.host");
        assertThat(positions(true)).containsExactly("new/2.host", ".Archive/cur/1.host", ".Archive.2025/new/3.host");
        assertThat(Maildir.subfolders(root)).hasSize(2);
    }

    @Test
    void subfoldersInsideEachOtherAreReadToo() throws IOException {
        mail("new/2.host");
        mail("Archive/cur/1.host");
        mail("Archive/2025/new/3.host");
        mail("Only folders/2024/cur/4.host");
        mail("Only folders/2024/tmp/5.host");
        mail("cur/new/6.host");
        Files.createSymbolicLink(root.resolve("Archive/again"), root);

        assertThat(positions(false)).containsExactly("new/2.host");
        assertThat(positions(true))
                .containsExactly(
                        "new/2.host", "Archive/cur/1.host", "Archive/2025/new/3.host", "Only folders/2024/cur/4.host");
    }

    @Test
    void aFolderThatHasOnlySubfoldersIsReadWhenTheyAre() throws IOException {
        mail("Archive/cur/1.host");

        assertThat(positions(true)).containsExactly("Archive/cur/1.host");
        assertThatThrownBy(() -> positions(false)).isInstanceOf(NoMailbox.class);
    }

    @Test
    void aMailHasItsFilesTimeAndBytes() throws IOException {
        Path file = mail("new/1.host");
        Instant at = Instant.parse("2026-11-23T11:57:01Z");
        Files.setLastModifiedTime(file, FileTime.from(at));

        try (Maildir maildir = Maildir.open(root, false)) {
            StoredMail mail = maildir.next().orElseThrow();

            assertThat(mail.at()).isEqualTo(at);
            try (InputStream content = mail.content().open()) {
                assertThat(content).hasContent("new/1.host");
            }
        }
    }

    @Test
    void aMailThatSomebodyMovesMeanwhileCannotBeOpened() throws IOException {
        Path file = mail("new/1.host");
        try (Maildir maildir = Maildir.open(root, false)) {
            StoredMail mail = maildir.next().orElseThrow();
            Files.delete(file);

            assertThatThrownBy(() -> mail.content().open()).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void aFolderThatIsNoMaildirIsRefused() {
        assertThatThrownBy(() -> Maildir.open(root, true)).isInstanceOf(NoMailbox.class);
    }

    private Path mail(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private List<String> positions(boolean recursive) throws IOException {
        List<String> positions = new ArrayList<>();
        try (Maildir maildir = Maildir.open(root, recursive)) {
            for (Optional<StoredMail> mail = maildir.next(); mail.isPresent(); mail = maildir.next()) {
                positions.add(mail.get().position());
            }
        }
        return positions;
    }
}
