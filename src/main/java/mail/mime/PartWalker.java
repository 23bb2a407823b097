package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks the tree of a mail's parts in order, and writes its leaves and the attached mails. */
final class PartWalker {

    private static final Pattern ANGLES = Pattern.compile("^<|>$");

    private static final Pattern META =
            Pattern.compile("<meta[^>]{0,200}charset=[\"']?([\\w.:-]{2,40})", Pattern.CASE_INSENSITIVE);

    private final String mail;
    private final PartStore store;
    private final UnpackLimits limits;
    private final UnpackBudget budget;
    private final List<String> warnings;
    private final Buffers buffers;
    private final TransferDecoding transfer;
    private final List<Manifest.Part> parts = new ArrayList<>();

    /** Role and mail of the bodies found so far. */
    private final Set<String> bodies = new HashSet<>();

    /**
     * A position in the tree.
     *
     * @param within file of the attached mail around it
     * @param related whether a body may show it, as in multipart/related
     * @param alternative whether the part is one of several alternatives
     */
    private record TreePosition(String within, boolean related, boolean alternative, int depth) {
        TreePosition below(MediaType multipart) {
            return new TreePosition(
                    within,
                    related || multipart.is("multipart/related"),
                    alternative || multipart.is("multipart/alternative"),
                    depth + 1);
        }
    }

    private interface BodySource {
        void writeTo(OutputStream out) throws IOException;
    }

    PartWalker(
            String mail,
            PartStore store,
            UnpackLimits limits,
            UnpackBudget budget,
            List<String> warnings,
            Buffers buffers) {
        this.mail = mail;
        this.store = store;
        this.limits = limits;
        this.budget = budget;
        this.warnings = warnings;
        this.buffers = buffers;
        this.transfer = new TransferDecoding(warnings, buffers.base64);
    }

    /** @return the parts, which are all written */
    List<Manifest.Part> walk(MailBytes source, Entity whole) throws IOException, LimitExceeded {
        walk(source, whole, new TreePosition(null, false, false, 0));
        return parts;
    }

    private void walk(MailBytes source, Entity entity, TreePosition place) throws IOException, LimitExceeded {
        MediaType type = entity.type();
        if (type.isMessage()) {
            String file = write(source, entity, "message", place);
            TreePosition inside = new TreePosition(file, false, false, place.depth() + 1);
            if (!entity.isLeaf()) {
                walk(source, entity.children().get(0), inside);
            } else if (!entity.headers().isUnencoded()) {
                walkDecoded(source, entity, inside);
            }
        } else if (type.isMultipart() && !entity.isLeaf()) {
            for (Entity child : entity.children()) {
                walk(source, child, place.below(type));
            }
        } else if (type.isMultipart() && !entity.headers().isUnencoded()) {
            walkDecoded(source, entity, place.below(type));
        } else if (!type.isMultipart()) {
            leaf(source, entity, place);
        } else if (entity.end() > entity.start()) {
            body(source, entity, "text", place); // a multipart without parts: its content is text
        }
    }

    /** Unpacks a mail, or a multipart, that is encoded in base64. A small one needs no file. */
    private void walkDecoded(MailBytes source, Entity entity, TreePosition place) throws IOException, LimitExceeded {
        if (place.depth() > limits.depth()) {
            warnings.add("an attached mail is nested too deeply to be unpacked");
            return;
        }
        if (entity.end() - entity.start() <= buffers.sample.length) {
            Sample sample = new Sample(buffers.sample);
            transfer.decode(source, entity, sample);
            if (sample.isWhole()) { // damaged uuencode may grow
                walkInside(source, new MailBytes(sample.bytes()), entity, place);
                return;
            }
        }
        Path file = store.scratch();
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                transfer.decode(source, entity, out);
            }
            try (MailBytes decoded = new MailBytes(file, new byte[buffers.window.length])) {
                walkInside(source, decoded, entity, place);
            }
        } finally {
            Files.delete(file);
        }
    }

    private void walkInside(MailBytes source, MailBytes decoded, Entity entity, TreePosition place)
            throws IOException, LimitExceeded {
        EarlyAttachments none = new EarlyAttachments(store, budget, buffers.base64).stop();
        Outline outline = new Outline(decoded, limits, budget, warnings, none);
        boolean message = entity.type().isMessage();
        Entity inside = message ? outline.read(place.depth()) : outline.read(entity, place.depth());
        if (message) {
            MailCharset.tell(inside);
        }
        if (message || !inside.isLeaf()) {
            walk(decoded, inside, place);
        } else {
            body(source, entity, "text", place);
        }
    }

    private void leaf(MailBytes source, Entity entity, TreePosition place) throws IOException, LimitExceeded {
        MediaType type = entity.type();
        MediaType disposition = disposition(entity);
        String role = type.is("text/html") ? "html" : "text";
        boolean text = type.is("text/plain") || type.is("text/html") || type.is("text");
        boolean attached = disposition.is("attachment") || name(entity) != null && !isBody(role, disposition, place);
        if (text && !attached) {
            body(source, entity, role, place);
        } else {
            boolean shown =
                    entity.headers().first("content-id") != null && (place.related() || disposition.is("inline"));
            write(source, entity, shown ? "inline" : "attachment", place);
        }
    }

    /** A text with a file name still counts as a body if it is the mail's first, or the first alternative. */
    private boolean isBody(String role, MediaType disposition, TreePosition place) {
        boolean shown = disposition.is("") || disposition.is("inline");
        boolean first = !bodies.contains("text" + place.within()) && !bodies.contains("html" + place.within());
        return shown && (first || place.alternative() && !bodies.contains(role + place.within()));
    }

    private String write(MailBytes source, Entity entity, String role, TreePosition place)
            throws IOException, LimitExceeded {
        PartWriter.WrittenPart written = entity.written();
        if (written == null) {
            return write(entity, role, place, null, out -> transfer.decode(source, entity, out));
        }
        if (written.warning() != null) {
            warnings.add(written.warning());
        }
        add(entity, role, place, null, written);
        return written.file();
    }

    /** A body is written in UTF-8, whatever its charset was. */
    private void body(MailBytes source, Entity entity, String role, TreePosition place)
            throws IOException, LimitExceeded {
        Sample sample = new Sample(buffers.sample);
        transfer.decode(source, entity, sample);
        byte[] bytes = sample.bytes();
        String label = label(entity, bytes);
        CharsetDetection reading = label == null
                ? CharsetDetection.ofUnlabelled(bytes, entity.headers()::hint)
                : CharsetDetection.of(bytes, label);
        BodySource content = sample.isWhole()
                ? out -> reading.writeTo(out, warnings, buffers)
                : out -> transcode(source, entity, reading, out);
        bodies.add(role + place.within());
        write(entity, role, place, reading, isDelSp(entity) ? joined(content) : content);
    }

    private static BodySource joined(BodySource flowed) {
        return out -> {
            FlowedJoiner joiner = new FlowedJoiner(out);
            flowed.writeTo(joiner);
            joiner.close();
        };
    }

    private void transcode(MailBytes source, Entity entity, CharsetDetection reading, OutputStream out)
            throws IOException {
        Transcoder transcoder = new Transcoder(reading.decoder(warnings), out);
        transfer.decode(source, entity, transcoder);
        transcoder.close();
    }

    /** @return the first known charset of the part, its multipart and its HTML; null if there is none */
    private static String label(Entity entity, byte[] bytes) {
        String own = entity.type().parameter("charset");
        if (Charsets.of(own).isPresent()) {
            return own;
        }
        if (Charsets.of(entity.parentCharset()).isPresent()) {
            return entity.parentCharset();
        }
        String html = entity.type().is("text/html") ? meta(bytes) : null;
        return Charsets.of(html).isPresent() ? html : null;
    }

    /** A page that declares UTF-16 in ASCII is not in UTF-16: by the HTML standard it is UTF-8. */
    private static String meta(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
        Matcher meta = META.matcher(head);
        String label = meta.find() ? meta.group(1) : null;
        return Charsets.of(label).filter(charset -> !Charsets.hasAscii(charset)).isPresent() ? "utf-8" : label;
    }

    private String write(Entity entity, String role, TreePosition place, CharsetDetection reading, BodySource content)
            throws IOException, LimitExceeded {
        String file = PartWriter.file(parts.size() + 1);
        try (PartWriter out = new PartWriter(store.create(file), budget)) {
            content.writeTo(out);
            add(entity, role, place, reading, new PartWriter.WrittenPart(file, out.size(), out.hash(), null));
        }
        return file;
    }

    private void add(
            Entity entity, String role, TreePosition place, CharsetDetection reading, PartWriter.WrittenPart written)
            throws LimitExceeded {
        String contentId = entity.headers().decoded("content-id");
        parts.add(new Manifest.Part(
                written.file(),
                Manifest.key(mail, written.file()),
                role,
                place.within(),
                name(entity),
                entity.type().isMultipart() ? "text/plain" : entity.type().value(),
                contentId == null ? null : ANGLES.matcher(contentId).replaceAll(""),
                reading == null ? null : reading.charset().name(),
                reading == null ? null : reading.by(),
                isFlowed(entity) && reading != null ? true : null,
                isDelSp(entity) && reading != null ? true : null,
                written.size(),
                written.hash()));
    }

    private static boolean isFlowed(Entity entity) {
        return "flowed".equalsIgnoreCase(entity.type().parameter("format"));
    }

    private static boolean isDelSp(Entity entity) {
        return isFlowed(entity)
                && !entity.type().is("text/html")
                && "yes".equalsIgnoreCase(entity.type().parameter("delsp"));
    }

    private MediaType disposition(Entity entity) throws LimitExceeded {
        String header = entity.headers().first("content-disposition");
        return header == null ? MediaType.of("") : MediaType.parse(header, limits);
    }

    private String name(Entity entity) throws LimitExceeded {
        String name = disposition(entity).parameter("filename");
        name = name == null ? type(entity).parameter("name") : name;
        return name == null ? null : safe(name);
    }

    /** Decoded again if it has raw bytes: only now the charset that the mail names is known. */
    private MediaType type(Entity entity) throws LimitExceeded {
        boolean again =
                entity.type().parameter("name") != null && entity.headers().isRaw("content-type");
        return again ? entity.headers().contentType(entity.type(), limits) : entity.type();
    }

    /** Makes a file name safe for a folder. A path before the name belongs to the sender's disk, or is an attack. */
    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        return last.isEmpty() || last.equals(".") || last.equals("..") ? null : last;
    }

    /** Keeps the beginning of the output. */
    private static final class Sample extends OutputStream {
        private final byte[] kept;
        private int size;
        private boolean whole = true;

        Sample(byte[] kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int room = Math.min(length, kept.length - size);
            System.arraycopy(bytes, offset, kept, size, room);
            size += room;
            whole &= room == length;
        }

        byte[] bytes() {
            return Arrays.copyOf(kept, size);
        }

        boolean isWhole() {
            return whole;
        }
    }
}
