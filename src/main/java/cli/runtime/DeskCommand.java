package cli.runtime;

import cli.runtime.Launcher.Beans;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import desk.InvalidRequest;
import java.util.concurrent.Callable;
import json.Json;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** A command that needs the application. It reports a failure of AWS, or of the settings, in one line. */
public abstract class DeskCommand implements Callable<Integer> {

    /** Nothing was found, or the command was incomplete. */
    protected static final int NOTHING = 1;

    /** The ledger or a queue cannot be read, which differs from "nothing found". */
    protected static final int UNREADABLE = 3;

    @Spec
    protected CommandSpec spec;

    @Override
    public Integer call() {
        check();
        return Launcher.desk(this::runOrTell);
    }

    /** Checks the command line before anything starts: see {@link #require}. */
    protected void check() {}

    /** @return the exit code */
    protected abstract int run(Beans beans) throws Exception;

    /** @return the exit code if AWS fails */
    protected int exitCodeOfFailure() {
        return UNREADABLE;
    }

    private int runOrTell(Beans beans) throws Exception {
        try {
            return run(beans);
        } catch (InvalidRequest e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (SdkException e) {
            System.err.println(AwsFailure.line(e));
            return exitCodeOfFailure();
        }
    }

    protected void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    protected static void printJson(Object answer) throws JsonProcessingException {
        System.out.println(Json.mapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .writeValueAsString(answer));
    }
}
