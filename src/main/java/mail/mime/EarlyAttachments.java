package mail.mime;

import java.io.IOException;

/**
 * Writes attachments in base64 while the mail's parts are still searched for, so that their bytes are read once: lines
 * of base64 contain no delimiter. It counts the parts in the order in which {@link PartWalker} writes them.
 */
final class EarlyAttachments {

    private final PartStore store;
    private final UnpackBudget budget;
    private final Base64Lines lines;
    private int parts;
    private boolean unknown;

    EarlyAttachments(PartStore store, UnpackBudget budget, Base64Lines lines) {
        this.store = store;
        this.budget = budget;
        this.lines = lines;
    }

    interface Base64Source {
        void writeTo(Base64Decoder decoder) throws IOException;
    }

    boolean take(Headers headers, MediaType type) {
        return !unknown && !type.isText() && TransferDecoding.isBase64(headers);
    }

    PartWriter.WrittenPart write(Base64Source source) throws IOException {
        String file = PartWriter.file(parts + 1);
        try (PartWriter out = new PartWriter(store.create(file), budget)) {
            Base64Decoder decoder = new Base64Decoder(out, lines);
            source.writeTo(decoder);
            decoder.close();
            return new PartWriter.WrittenPart(file, out.size(), out.hash(), decoder.warning());
        }
    }

    /** Counts a part. */
    void count() {
        parts++;
    }

    /** From here on it writes none: how many parts are inside an encoded mail or multipart is not known yet. */
    EarlyAttachments stop() {
        unknown = true;
        return this;
    }
}
