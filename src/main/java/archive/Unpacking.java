package archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mail.Manifest;
import mail.Unpacked;

/** The objects that an unpacked mail becomes, under keys of our own: {@code <mail>/parts/001} … and {@code <mail>/manifest.json}. */
public final class Unpacking {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Unpacking() {}

    /** One S3 object to be. */
    public record StoredObject(String key, String type, Path file) {}

    public static String manifestKey(String mail) {
        return mail + "/manifest.json";
    }

    /** @return the parts, then the manifest: where the manifest lies, all parts lie too. */
    public static List<StoredObject> objects(Parcel parcel, Unpacked unpacked) throws IOException {
        String mail = unpacked.manifest().mail();
        Path manifest = parcel.folder().resolve("manifest.json");
        Files.write(manifest, bytes(unpacked.manifest()));
        Stream<StoredObject> parts = unpacked.files().stream()
                .map(file -> new StoredObject(mail + "/parts/" + file.getFileName(), "application/octet-stream", file));
        Stream<StoredObject> last = Stream.of(new StoredObject(manifestKey(mail), "application/json", manifest));
        return Stream.concat(parts, last).toList();
    }

    private static byte[] bytes(Manifest manifest) throws JsonProcessingException {
        return JSON.writeValueAsBytes(manifest);
    }
}
