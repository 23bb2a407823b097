package local;

import java.nio.file.Path;

/** The Java that runs this is the one that runs the rest. */
final class Java {

    private Java() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
