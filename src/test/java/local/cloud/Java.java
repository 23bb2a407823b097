package local.cloud;

import java.nio.file.Path;

/** The Java of this process, which also runs the other processes. */
public final class Java {

    private Java() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
