package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import com.fasterxml.jackson.core.JsonProcessingException;
import doctor.Arrow;
import doctor.Diagnosis;
import doctor.Doctor;
import doctor.Installation;
import doctor.Questions;
import doctor.Scope;
import doctor.SdkClients;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.Search;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import settings.Settings;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command of package doctor: prints which arrows of the account are correct. */
@Command(
        name = "doctor",
        description = {
            "Checks in AWS and DNS, according to the settings, whether mail gets from a sender to its program; changes nothing.",
            "Names the first broken connection (arrow), its remedy, and the command that repairs it. docs/doctor.md lists the arrows.",
            "Exit code: 0 if all are whole; 1 if one is broken; 2 if the command line is wrong; 3 if none is "
                    + "broken and something could not be checked."
        },
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku doctor",
            "  hikyaku doctor --for mail                 # with credentials of SES' account",
            "  hikyaku doctor --skip mx --skip rule-tls  # before the MX moves; mail without TLS is wanted",
            "  hikyaku doctor --json"
        },
        mixinStandardHelpOptions = true)
class DoctorCommand extends DeskCommand {

    /** The value's form on the command line. */
    enum ScopeOption {
        mail,
        pipeline,
        courier
    }

    @Option(
            names = "--for",
            description = "Checks only this part, ${COMPLETION-CANDIDATES}: SES' account, the pipeline, or the sets.")
    ScopeOption part;

    @Option(
            names = "--skip",
            paramLabel = "ARROW",
            description = "Skips this arrow, or one instance of it: mx, mx[shop.example].")
    Set<String> skipped = Set.of();

    @Option(
            names = "--service",
            paramLabel = "CLUSTER/SERVICE",
            description = "The pipeline's ECS service. Default: ${DEFAULT-VALUE}.")
    String service = "hikyaku/hikyaku-pipeline";

    @Option(names = "--json", description = "Prints it as JSON.")
    boolean json;

    @Override
    protected void check() {
        if (!service.matches("[\\w-]+/[\\w-]+")) {
            throw new ParameterException(spec.commandLine(), "--service is CLUSTER/SERVICE");
        }
        List<String> known = Doctor.arrows().stream().map(Arrow::name).toList();
        skipped.stream()
                .filter(name -> !known.contains(name.replaceFirst("\\[.*]$", "")))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--skip " + name + ": there is no such arrow; there are " + String.join(", ", known));
                });
    }

    @Override
    protected int run(Beans beans) throws JsonProcessingException {
        Settings settings = beans.get(Settings.class);
        long shutdown = beans.get(Config.class).getValue("camel.main.shutdown-timeout", Long.class);
        Installation installation = Installation.of(settings, Duration.ofSeconds(shutdown), service);
        SdkClients sdk = new SdkClients(
                beans.get(SqsClient.class),
                beans.get(S3Client.class),
                beans.get(DynamoDbClient.class),
                beans.get(EcsClient.class),
                beans.get(KmsClient.class));
        Doctor doctor = new Doctor(installation, sdk, beans.get(Search.class), beans.get(Clock.class));
        try (Questions questions = new Questions(
                beans.get(SdkHttpClient.class),
                beans.get(Vertx.class),
                settings.aws().endpoints())) {
            Diagnosis diagnosis = doctor.examine(scopes(), skipped, questions);
            if (json) {
                printJson(diagnosis);
            } else {
                diagnosis.lines().forEach(System.out::println);
            }
            return diagnosis.exitCode();
        }
    }

    Set<Scope> scopes() {
        return part == null
                ? EnumSet.allOf(Scope.class)
                : Set.of(Scope.valueOf(part.name().toUpperCase(java.util.Locale.ROOT)));
    }
}
