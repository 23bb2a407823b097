package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import json.Json;
import ledger.Delivery;
import mail.mime.Manifest;
import mail.mime.UnpackLimits;
import mail.mime.Unpacker;
import settings.Settings;
import settings.UnpackSettings;

/**
 * The objects of an unpacked mail, under keys that Hikyaku generates: {@code <set>/<mail>/parts/001} … and {@code
 * <set>/<mail>/manifest.json}.
 */
@ApplicationScoped
public class PartObjects {

    private static final String NO_SET = "-";

    private final Unpacker unpacker;

    public PartObjects(Settings settings) {
        UnpackSettings limits = settings.unpack();
        this.unpacker = new Unpacker(new UnpackLimits(
                limits.headerBytes(),
                limits.headers(),
                limits.parts(),
                limits.depth(),
                limits.addresses(),
                limits.parameters(),
                limits.decodedBytes()));
    }

    /** One S3 object to be written. */
    public record StoredObject(String key, String type, Path file) {}

    /**
     * @param objects the parts, then the manifest: if the manifest exists, all parts exist
     * @param note the note for the timeline: problems of the mail, without any part of its text; empty if there were
     *     none
     */
    public record Unpacked(List<StoredObject> objects, String note) {}

    public static String manifestKey(Delivery delivery) {
        return folder(delivery) + "manifest.json";
    }

    /** The common key prefix of all objects of a mail's deliveries to one set. */
    static String folder(Delivery delivery) {
        String set = delivery.set().isEmpty() ? NO_SET : delivery.set();
        return set + "/" + delivery.id().mail() + "/";
    }

    public Unpacked unpack(Delivery delivery, MailFolder parcel) throws IOException {
        String mail = delivery.id().mail();
        Manifest manifest = unpacker.unpack(mail, parcel.raw(), parcel).in(folder(delivery));
        Path file = Files.write(
                parcel.folder().resolve("manifest.json"),
                Json.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        Stream<StoredObject> parts = manifest.parts().stream()
                .map(part -> new StoredObject(
                        part.key(), "application/octet-stream", parcel.parts().resolve(part.file())));
        Stream<StoredObject> last = Stream.of(new StoredObject(manifestKey(delivery), "application/json", file));
        return new Unpacked(Stream.concat(parts, last).toList(), note(manifest));
    }

    private static String note(Manifest manifest) {
        return manifest.limit() == null
                ? String.join("; ", manifest.warnings())
                : "delivered raw, beyond " + manifest.limit();
    }
}
