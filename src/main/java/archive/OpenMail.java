package archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mail.mime.Manifest;

/** A mail opened for an operator ({@link MailViewer}). */
public final class OpenMail implements AutoCloseable {

    private final Manifest manifest;
    private final MailFolder folder;
    private final StoredMails mails;

    /** @param folder null if the pipeline has stored the parts */
    OpenMail(Manifest manifest, MailFolder folder, StoredMails mails) {
        this.manifest = manifest;
        this.folder = folder;
        this.mails = mails;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** @return whether the pipeline has stored its parts */
    public boolean isStored() {
        return folder == null;
    }

    /**
     * @param file the name of a file in the manifest
     * @return the file's content, which can still be read after the mail is closed; empty for any other file, and for
     *     one that is no longer kept
     */
    public Optional<InputStream> part(String file) throws IOException {
        Optional<Manifest.Part> part =
                manifest.parts().stream().filter(one -> one.file().equals(file)).findFirst();
        if (part.isEmpty() || isStored()) {
            return part.flatMap(mails::part);
        }
        Path stored = folder.parts().resolve(part.get().file());
        return Optional.of(Files.newInputStream(stored)); // the file has no name once the folder is deleted
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
