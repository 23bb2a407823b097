package addresses;

import java.io.IOException;
import java.io.InputStream;

/** A resource packaged with the program: it never changes. */
record ClasspathSource(String name) implements TableSource {

    static final String SCHEME = "classpath:";

    private static final String PACKAGED = "packaged";

    @Override
    public String stamp() {
        return loader().getResource(name) == null ? MISSING : PACKAGED;
    }

    @Override
    public TableVersion read() throws UnreadableTable {
        try (InputStream in = loader().getResourceAsStream(name)) {
            if (in == null) {
                throw UnreadableTable.missing(this);
            }
            return TableVersion.of(PACKAGED, in.readAllBytes());
        } catch (UnreadableTable e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTable.because(this, e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public TableSource beside(String path) {
        return new ClasspathSource(TableSources.beside(name, path));
    }

    @Override
    public String toString() {
        return SCHEME + name;
    }

    private static ClassLoader loader() {
        return ClasspathSource.class.getClassLoader();
    }
}
