package addresses;

import java.io.IOException;
import java.io.InputStream;

/** A resource that the program was packaged with: it never changes. */
record ClasspathSource(String name) implements Source {

    static final String SCHEME = "classpath:";

    private static final String PACKAGED = "packaged";

    @Override
    public String stamp() {
        return loader().getResource(name) == null ? MISSING : PACKAGED;
    }

    @Override
    public Content read() throws Unreadable {
        try (InputStream in = loader().getResourceAsStream(name)) {
            if (in == null) {
                throw Unreadable.missing(this);
            }
            return Content.of(PACKAGED, in.readAllBytes());
        } catch (Unreadable e) {
            throw e;
        } catch (IOException e) {
            throw Unreadable.because(this, e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public Source beside(String path) {
        return new ClasspathSource(Sources.beside(name, path));
    }

    @Override
    public String toString() {
        return SCHEME + name;
    }

    private static ClassLoader loader() {
        return ClasspathSource.class.getClassLoader();
    }
}
