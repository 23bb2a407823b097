package cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The project's version, which the build writes into {@code version.properties}. */
public final class Version implements IVersionProvider {

    private static final String FILE = "version.properties"; // stored beside this class

    @Override
    public String[] getVersion() {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = build.getProperty("version");
        return new String[] {"hikyaku " + (version.startsWith("$") ? "(not built by Maven)" : version)};
    }
}
