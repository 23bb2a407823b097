package local.cloud;

import java.nio.file.Path;

/** The Java that runs this is the one that runs the rest. */
public final class Java {

    private Java() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
