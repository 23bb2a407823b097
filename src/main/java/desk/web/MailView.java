package desk.web;

import archive.OpenMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mail.mime.Manifest;

/**
 * A mail as a page shows it. Its text comes from outside, and the template escapes it.
 *
 * @param from addresses with their names, like the other headers
 * @param verdicts SES' verdicts: "spam PASS, dkim FAIL"
 * @param body the first plain text, or its beginning
 * @param html a whole document for a sandboxed frame, which inherits the page's content security policy; empty if there
 *     is no HTML body
 * @param cut whether a body is longer than the part shown
 * @param stored whether the pipeline has stored its parts
 */
public record MailView(
        Manifest manifest,
        String from,
        String to,
        String cc,
        String replyTo,
        String verdicts,
        String body,
        String html,
        boolean cut,
        boolean stored) {

    /** Maximum size of a shown body in bytes. */
    static final int LONGEST = 200_000;

    /**
     * A policy in addition to the sandbox and the page's own policy, which a srcdoc frame inherits: the frame loads
     * nothing that the mail names.
     */
    private static final String LOADS_NOTHING =
            "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">"
                    + "<meta name=\"referrer\" content=\"no-referrer\"><meta name=\"color-scheme\" content=\"light\">";

    static MailView of(OpenMail mail) throws IOException {
        Manifest manifest = mail.manifest();
        String body = text(mail, manifest.text());
        String html = text(mail, manifest.html());
        return new MailView(
                manifest,
                people(manifest.from()),
                people(manifest.to()),
                people(manifest.cc()),
                people(manifest.replyTo()),
                verdicts(manifest.verdicts()),
                body,
                html.isEmpty() ? "" : LOADS_NOTHING + html,
                size(manifest, manifest.text()) > LONGEST || size(manifest, manifest.html()) > LONGEST,
                mail.isStored());
    }

    private static String text(OpenMail mail, String file) throws IOException {
        if (file == null) {
            return "";
        }
        try (InputStream content = mail.part(file).orElse(InputStream.nullInputStream())) {
            return new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    private static long size(Manifest manifest, String file) {
        return manifest.parts().stream()
                .filter(part -> part.file().equals(file))
                .mapToLong(Manifest.Part::size)
                .sum();
    }

    private static String people(List<Manifest.Person> people) {
        return people.stream().map(MailView::person).collect(Collectors.joining(", "));
    }

    private static String person(Manifest.Person person) {
        String address = person.address() == null ? "" : "<" + person.address() + ">";
        return person.name() == null ? address : (person.name() + " " + address).strip();
    }

    private static String verdicts(Manifest.ManifestVerdicts verdicts) {
        if (verdicts == null) {
            return "";
        }
        return Stream.of(
                        verdict("spam", verdicts.spam()),
                        verdict("virus", verdicts.virus()),
                        verdict("spf", verdicts.spf()),
                        verdict("dkim", verdicts.dkim()),
                        verdict("dmarc", verdicts.dmarc()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String verdict(String check, String verdict) {
        return verdict == null ? "" : check + " " + verdict;
    }
}
