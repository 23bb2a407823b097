package settings;

import java.time.Duration;

/** How aliases files are followed. */
public interface AliasesSettings {

    /** How often the files are looked at; one that has changed is read again. */
    Duration lookEvery();
}
