package settings;

import io.smallrye.config.WithConverter;
import java.time.ZoneId;
import java.util.Optional;

/** How operators find deliveries. */
public interface SearchSettings {

    /**
     * Secret of at least 32 characters: the key for the hashes of the words of subjects, and for the desk's encrypted
     * search links. Pipeline, desk and command line need the same secret. After a change of the secret, older subjects
     * and links are not found. Absent: subjects cannot be searched, and a search link works until its process ends.
     */
    Optional<String> key();

    /** Time zone of days and times without a zone: "yesterday". Absent: the zone of the process. */
    Optional<@WithConverter(ZoneIdConverter.class) ZoneId> zone();
}
