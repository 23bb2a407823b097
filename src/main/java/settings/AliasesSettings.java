package settings;

import java.time.Duration;

/** How changes of aliases files are detected. */
public interface AliasesSettings {

    /** How often the files are checked; a changed one is read again. */
    Duration lookEvery();
}
