package cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mail.mime.Manifest;

/** Compares a corpus of mails with the expected results: a mail's own parts, without those of attached mails. */
@RegisterForReflection(ignoreNested = false)
record UnpackScore(
        String subject,
        Manifest.Person from,
        List<Manifest.Person> to,
        String date,
        String textBody,
        String textBodyAll,
        boolean htmlPresent,
        List<Attachment> attachments) {

    record Attachment(String filename, String contentType, long sizeDecoded, String sha256) {}

    static UnpackScore of(Manifest manifest, Path parts) throws IOException {
        List<String> texts = new ArrayList<>();
        List<Attachment> attachments = new ArrayList<>();
        for (Manifest.Part part : manifest.parts()) {
            boolean own = part.within() == null;
            if (own && part.role().equals("text")) {
                texts.add(Files.readString(parts.resolve(part.file())));
            } else if (own && !part.role().equals("html")) {
                attachments.add(new Attachment(part.name(), part.type(), part.size(), part.sha256()));
            }
        }
        return new UnpackScore(
                manifest.subject(),
                manifest.from().stream().findFirst().orElse(null),
                manifest.to(),
                manifest.date(),
                texts.stream().findFirst().orElse(null),
                String.join("\n", texts),
                manifest.html() != null,
                attachments);
    }
}
