package cli.runtime;

import addresses.UnusableAliases;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import software.amazon.awssdk.core.exception.SdkException;

/** Starts the application in the profile that selects its routes (application.properties). */
public final class Launcher {

    /** The work of a command after the application has started. */
    interface Task {

        /** @return the exit code */
        int run(Beans beans) throws Exception;
    }

    /** The application's beans, for a command. */
    public interface Beans {

        <T> T get(Class<T> type);
    }

    /** Quarkus creates the application from its class, so the task is stored here. A process runs one application. */
    private static Task task;

    private Launcher() {}

    /** Runs routes until they end. */
    public static int routes(String profile) {
        return start(profile, RoutesUntilExit.class);
    }

    /** Runs a command's task, without routes. */
    static int desk(Task ofCommand) {
        task = ofCommand;
        return start("desk", OneTask.class);
    }

    /** @return the application's exit code; 1 if it does not start */
    public static int start(String profile, Class<? extends QuarkusApplication> application) {
        System.setProperty("quarkus.profile", profile);
        int[] exitCode = {0};
        Quarkus.run(application, (code, failure) -> {
            exitCode[0] = failure == null ? code : 1;
            if (failure != null) {
                tell(failure);
            }
        });
        return exitCode[0];
    }

    /**
     * Quarkus prints nothing if the caller asks for the exit code. A wrong setting, or a broken aliases file, is
     * reported in one line.
     */
    private static void tell(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SdkException)) {
            cause = cause.getCause();
        }
        if (cause instanceof SdkException aws) {
            System.err.println("hikyaku does not start: " + AwsFailure.line(aws));
        } else if (cause instanceof ConfigurationException
                || cause instanceof ConfigValidationException
                || cause instanceof UnusableAliases) {
            System.err.println("hikyaku does not start: " + cause.getMessage());
        } else {
            failure.printStackTrace();
        }
    }

    /** The routes do the work; this waits until they end. */
    public static class RoutesUntilExit implements QuarkusApplication {

        @Inject
        @Named("routes")
        QuarkusApplication routes;

        @Override
        public int run(String... arguments) throws Exception {
            return routes.run();
        }
    }

    /** A command's task. */
    public static class OneTask implements QuarkusApplication {

        @Override
        public int run(String... arguments) throws Exception {
            return task.run(new Beans() {
                @Override
                public <T> T get(Class<T> type) {
                    return Arc.container().select(type).get();
                }
            });
        }
    }
}
