package routes.steps;

import io.quarkus.bootstrap.runner.RunnerClassLoader;

/**
 * A start opens all jars, and an open one keeps an inflater and its table of contents: 12 MB and 300 files together. Quarkus closes
 * them for servers, but not for applications with a command line, which seldom live as long as ours.
 */
final class OpenJars {

    private OpenJars() {}

    /** A class that is loaded later opens its jar again; of those, four stay open. Elsewhere than in Quarkus' own packaging nothing is done. */
    static void close() {
        if (OpenJars.class.getClassLoader() instanceof RunnerClassLoader jars) {
            jars.resetInternalCaches();
            System.gc(); // who has nothing to do collects nothing: this, and all else that a start leaves, would stay
        }
    }
}
