package mail.mime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the raw bytes of a mail into parts and a manifest. No content of a mail makes it fail: the command gets the
 * raw mail in any case. The manifest has a warning for damage, and names a limit that the mail exceeds. It needs the same heap
 * for a mail of any size, and many threads may use it.
 */
public final class Unpacker {

    private static final Pattern VERDICT = Pattern.compile("\\b(spf|dkim|dmarc)=(\\w{1,20})");
    private static final Pattern VALUE = Pattern.compile("\\w{1,20}");
    private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");

    private final UnpackLimits limits;

    /** As many as mails were unpacked at once. */
    private final Queue<Buffers> idle = new ConcurrentLinkedQueue<>();

    public Unpacker(UnpackLimits limits) {
        this.limits = limits;
    }

    /**
     * @param mail the SES message id
     * @param raw the mail's bytes
     * @param store receives the parts; those that the manifest does not list are discarded
     * @throws IOException if the disk or the store fails, never because of the mail
     */
    public Manifest unpack(String mail, Path raw, PartStore store) throws IOException {
        Buffers last = idle.poll();
        Buffers buffers = last == null ? new Buffers() : last;
        try {
            return unpack(mail, raw, store, buffers);
        } finally {
            idle.add(buffers);
        }
    }

    private Manifest unpack(String mail, Path raw, PartStore store, Buffers buffers) throws IOException {
        List<String> warnings = new ArrayList<>();
        try (MailBytes source = new MailBytes(raw, buffers.window)) {
            UnpackBudget budget = new UnpackBudget(limits);
            Entity whole = new Outline(
                            source, limits, budget, warnings, new EarlyAttachments(store, budget, buffers.base64))
                    .read(0);
            MailCharset.tell(whole);
            Manifest head = head(mail, whole.headers(), warnings);
            if (head.hasUnread()) {
                warnings.add("a header has bytes that are invalid in its charset");
            }
            return head.with(
                    new PartWalker(mail, store, limits, budget, warnings, buffers).walk(source, whole),
                    distinct(warnings));
        } catch (LimitExceeded | UnpackBudget.TooManyBytes e) {
            return Manifest.beyond(mail, e.getMessage());
        }
    }

    private Manifest head(String mail, Headers headers, List<String> warnings) throws LimitExceeded {
        return new Manifest(
                Manifest.VERSION,
                mail,
                headers.decoded("message-id"),
                headers.decoded("in-reply-to"),
                ids(headers.first("references")),
                headers.decoded("subject"),
                AddressHeader.parse(headers.first("from"), limits),
                AddressHeader.parse(headers.joined("to"), limits),
                AddressHeader.parse(headers.joined("cc"), limits),
                AddressHeader.parse(headers.first("reply-to"), limits),
                DateHeader.parse(headers.first("date"), warnings),
                verdicts(headers.beforeSecond("received")),
                null,
                null,
                List.of(),
                null,
                List.of());
    }

    private static List<String> ids(String header) {
        return header == null
                ? List.of()
                : ID.matcher(header)
                        .results()
                        .map(result -> EncodedWords.clean(result.group()))
                        .toList();
    }

    /**
     * SES writes its verdicts above its own first Received header; the sender may have written those below the second.
     */
    private static Manifest.ManifestVerdicts verdicts(Headers top) {
        String results = top.first("authentication-results");
        return new Manifest.ManifestVerdicts(
                upper(top.first("x-ses-spam-verdict")),
                upper(top.first("x-ses-virus-verdict")),
                result("spf", results),
                result("dkim", results),
                result("dmarc", results));
    }

    private static String result(String check, String results) {
        if (results == null || !results.startsWith("amazonses.com")) {
            return null;
        }
        Matcher verdict = VERDICT.matcher(results);
        while (verdict.find()) {
            if (verdict.group(1).equals(check)) {
                return upper(verdict.group(2));
            }
        }
        return null;
    }

    private static String upper(String verdict) {
        return verdict == null || !VALUE.matcher(verdict).matches() ? null : verdict.toUpperCase(Locale.ROOT);
    }

    private static List<String> distinct(List<String> warnings) {
        return List.copyOf(new LinkedHashSet<>(warnings));
    }
}
