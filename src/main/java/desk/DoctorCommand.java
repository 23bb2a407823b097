package desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import doctor.Arrow;
import doctor.Diagnosis;
import doctor.Doctor;
import doctor.Installation;
import doctor.Questions;
import doctor.Scope;
import doctor.SdkClients;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import ledger.Search;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import settings.Settings;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Which arrows of the account are whole. Package doctor asks; this is what the command line has of it. */
@Command(
        name = "doctor",
        description = {
            "Asks AWS and DNS whether mail gets from a sender to its program, as the settings have it; changes nothing.",
            "Names the first broken arrow, its remedy, and the command that mends it. docs/doctor.md lists the arrows.",
            "Exit code: 0 if all are whole; 1 if one is broken; 2 if the command line is wrong; 3 if none is broken and"
                    + " something could not be asked."
        },
        footer = {
            "",
            "Examples:",
            "  hikyaku doctor",
            "  hikyaku doctor --for mail                 with credentials of SES' account",
            "  hikyaku doctor --skip mx --skip rule-tls  before the MX moves; mail without TLS is wanted",
            "  hikyaku doctor --json"
        },
        mixinStandardHelpOptions = true)
class DoctorCommand implements Callable<Integer> {

    /** As a word of the command line. */
    enum Part {
        mail,
        pipeline,
        courier
    }

    @Option(
            names = "--for",
            description = "Only ${COMPLETION-CANDIDATES}: what SES' account has, what the pipeline, what the sets.")
    Part part;

    @Option(
            names = "--skip",
            paramLabel = "ARROW",
            description = "Not this one, or one of several: mx, mx[shop.example].")
    Set<String> skipped = Set.of();

    @Option(
            names = "--service",
            paramLabel = "CLUSTER/SERVICE",
            description = "The pipeline's. Default: ${DEFAULT-VALUE}.")
    String service = "hikyaku/hikyaku-pipeline";

    @Option(names = "--json", description = "Prints it as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
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
        return Hikyaku.start("desk", Run.class, Hikyaku.arguments(spec));
    }

    Set<Scope> scopes() {
        return part == null
                ? EnumSet.allOf(Scope.class)
                : Set.of(Scope.valueOf(part.name().toUpperCase(java.util.Locale.ROOT)));
    }

    /** Asks, and prints what came of it. */
    public static class Run extends Asking {

        @Inject
        Settings settings;

        /** Seconds. */
        @ConfigProperty(name = "camel.main.shutdown-timeout")
        long shutdown;

        @Inject
        SdkHttpClient http;

        @Inject
        Vertx vertx;

        @Inject
        SqsClient sqs;

        @Inject
        S3Client s3;

        @Inject
        DynamoDbClient dynamoDb;

        @Inject
        EcsClient ecs;

        @Inject
        KmsClient kms;

        @Inject
        Search search;

        @Inject
        Clock clock;

        @Override
        int answer(String... arguments) throws JsonProcessingException {
            DoctorCommand command = Hikyaku.command(DoctorCommand.class, arguments);
            Installation installation = Installation.of(settings, Duration.ofSeconds(shutdown), command.service);
            SdkClients sdk = new SdkClients(sqs, s3, dynamoDb, ecs, kms);
            try (Questions questions = new Questions(http, vertx, settings.aws().endpoints())) {
                Diagnosis diagnosis = new Doctor(installation, sdk, search, clock)
                        .examine(command.scopes(), command.skipped, questions);
                if (command.json) {
                    print(diagnosis);
                } else {
                    diagnosis.lines().forEach(System.out::println);
                }
                return diagnosis.exitCode();
            }
        }
    }
}
