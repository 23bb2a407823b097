package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doctor.aws.AwsRefusal;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import doctor.aws.NotAsked;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Checks the path from a task definition to its image in ECR. */
final class ImageChecks {

    static final Arrow IMAGE = Arrow.of(
            "image",
            "the image is in its ECR repository, and if it has several architectures, the task definition's is "
                    + "one of them; other registries are not checked",
            "push the image, or register a task definition that names an existing one",
            "aws ecr describe-images --repository-name NAME",
            "ecr:BatchGetImage");

    static final List<Arrow> ARROWS = List.of(IMAGE);

    private static final Pattern IN_ECR = Pattern.compile(
            "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)(?::([^@]+))?(?:@(sha256:.+))?");

    private final Calls calls;
    private final Workloads workloads;
    private final ObjectMapper json = new ObjectMapper();

    ImageChecks(Calls calls, Workloads workloads) {
        this.calls = calls;
        this.workloads = workloads;
    }

    Stream<Check> all() {
        return workloads.all().stream()
                .map(workload -> new Check(
                        IMAGE,
                        workload.scope(),
                        workload.subject(),
                        List.of(Arrow.named(TaskChecks.TASK_DEFINITION.name(), workload.subject())),
                        () -> image(workload)));
    }

    private Optional<String> image(Workload workload) {
        String image = workload.hikyaku().image();
        Matcher inEcr = IN_ECR.matcher(image);
        if (!inEcr.matches()) {
            throw NotAsked.onPurpose("the image is not in ECR");
        }
        JsonNode answer;
        try {
            answer = calls.json(AwsService.ECR, inEcr.group(2), "BatchGetImage", request(inEcr));
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.of("there is no repository " + inEcr.group(3));
            }
            throw e;
        }
        if (answer.path("images").isEmpty()) {
            return Optional.of(image + " does not exist");
        }
        return architecture(
                workload.definition().get(),
                answer.path("images").path(0).path("imageManifest").asText());
    }

    private ObjectNode request(Matcher image) {
        ObjectNode request =
                json.createObjectNode().put("registryId", image.group(1)).put("repositoryName", image.group(3));
        ObjectNode id = request.putArray("imageIds").addObject();
        if (image.group(5) == null) {
            id.put("imageTag", image.group(4) == null ? "latest" : image.group(4));
        } else {
            id.put("imageDigest", image.group(5));
        }
        return request;
    }

    /** An index names its architectures; the manifest of a single image does not. */
    private Optional<String> architecture(TaskDefinition definition, String manifest) {
        Set<String> there = new HashSet<>();
        try {
            for (JsonNode one : json.readTree(manifest).path("manifests")) {
                there.add(one.path("platform").path("architecture").asText());
            }
        } catch (IOException e) {
            throw NotAsked.because("the image's manifest is not JSON");
        }
        boolean arm = definition.runtimePlatform() != null
                && definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
        String wanted = arm ? "arm64" : "amd64";
        return there.isEmpty() || there.contains(wanted)
                ? Optional.empty()
                : Optional.of("the image is not for " + wanted.toUpperCase(Locale.ROOT));
    }
}
