package tasks;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Runs tasks on ECS. The answer is read whole: RunTask says 200 and puts what went wrong into {@code failures}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
@Singleton
public class EcsTasks implements Tasks {

    private static final int LONGEST_OVERRIDES = 8192;
    private static final int MOST_DESCRIBED = 100;
    private static final Pattern NOT_OF_A_TAG = Pattern.compile("[^\\p{L}\\p{N} +\\-=._:/@]");

    private final EcsClient ecs;
    private final Settings settings;
    private final LaunchRate rate;

    public EcsTasks(EcsClient ecs, Settings settings, LaunchRate rate) {
        this.ecs = ecs;
        this.settings = settings;
        this.rate = rate;
    }

    @Override
    public String run(TaskRequest request) {
        List<String> providers =
                settings.sets().get(request.set()).capacityProviders().orElse(List.of(""));
        for (String provider : providers.subList(0, providers.size() - 1)) {
            try {
                return run(describe(request, provider));
            } catch (TaskRefused refused) {
                if (refused.kind() != TaskRefused.Kind.CAPACITY) {
                    throw refused;
                }
            }
        }
        return run(describe(request, providers.get(providers.size() - 1)));
    }

    @Override
    public boolean isAlive(TaskRequest request, String task) {
        String cluster = settings.sets().get(request.set()).cluster();
        List<String> arns = task == null ? startedBy(cluster, request.startedBy()) : List.of(task);
        return !arns.isEmpty()
                && ecs.describeTasks(describe -> describe.cluster(cluster).tasks(arns)).tasks().stream()
                        .anyMatch(known -> !known.lastStatus().equals("STOPPED"));
    }

    @Override
    public int running(TaskRequest request) {
        String cluster = settings.sets().get(request.set()).cluster();
        return list(cluster, request.startedBy(), DesiredStatus.RUNNING).size();
    }

    /** Those too that have been told to stop: they may be at work until they are killed. */
    private List<String> startedBy(String cluster, String startedBy) {
        List<String> arns = new ArrayList<>(list(cluster, startedBy, DesiredStatus.RUNNING));
        arns.addAll(list(cluster, startedBy, DesiredStatus.STOPPED));
        return arns.subList(0, Math.min(arns.size(), MOST_DESCRIBED));
    }

    private List<String> list(String cluster, String startedBy, DesiredStatus wanted) {
        return ecs.listTasks(list -> list.cluster(cluster).startedBy(startedBy).desiredStatus(wanted))
                .taskArns();
    }

    private String run(RunTaskRequest request) {
        try {
            String task = read(ecs.runTask(request));
            rate.taken();
            return task;
        } catch (ConflictException e) {
            return adopt(e);
        } catch (EcsException e) {
            if (e.isThrottlingException()) {
                rate.throttled();
            }
            throw Refusals.of(e);
        } catch (SdkClientException e) {
            throw new OutcomeUnknown(e);
        }
    }

    /**
     * @param provider empty for the launch type FARGATE. Each provider has a token of its own, since ECS takes another
     *     provider for another request; should both have started a task, the ledger lets one of them run the command
     */
    private RunTaskRequest describe(TaskRequest request, String provider) {
        Settings.MailSet set = settings.sets().get(request.set());
        RunTaskRequest.Builder run = RunTaskRequest.builder()
                .cluster(set.cluster())
                .taskDefinition(set.taskDefinition())
                .count(request.count())
                .clientToken(request.tokenFor(provider))
                .startedBy(request.startedBy())
                .overrides(overrides(set, request.environment()))
                .tags(tags(request));
        if (provider.isEmpty()) {
            run.launchType(LaunchType.FARGATE);
        } else {
            run.capacityProviderStrategy(
                    strategy -> strategy.capacityProvider(provider).weight(1));
        }
        set.subnets()
                .ifPresent(subnets ->
                        run.networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets)
                                .securityGroups(set.securityGroups().orElse(List.of()))
                                .assignPublicIp(set.publicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED))));
        return run.build();
    }

    /** Sorted: the request of one need is the same byte for byte, also from another process. */
    private static TaskOverride overrides(Settings.MailSet set, SortedMap<String, String> environment) {
        int length = 0;
        List<KeyValuePair> variables = new ArrayList<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            length += variable.getKey().length()
                    + variable.getValue().length()
                    + "{\"name\":\"\",\"value\":\"\"},".length();
            variables.add(KeyValuePair.builder()
                    .name(variable.getKey())
                    .value(variable.getValue())
                    .build());
        }
        if (length + set.container().length() + 100 > LONGEST_OVERRIDES) {
            throw new TaskRefused(
                    TaskRefused.Kind.REQUEST, "overrides of more than " + LONGEST_OVERRIDES + " characters");
        }
        return TaskOverride.builder()
                .containerOverrides(container -> container.name(set.container()).environment(variables))
                .build();
    }

    private static List<Tag> tags(TaskRequest request) {
        Tag set = tag("hikyaku:set", request.set());
        return request.tenant().isEmpty() ? List.of(set) : List.of(set, tag("hikyaku:tenant", request.tenant()));
    }

    /** What may stand in a tag: letters, digits, spaces and {@code + - = . _ : / @}. */
    private static Tag tag(String key, String value) {
        String allowed = NOT_OF_A_TAG.matcher(value).replaceAll("_");
        return Tag.builder()
                .key(key)
                .value(allowed.substring(0, Math.min(allowed.length(), 256)))
                .build();
    }

    private static String read(RunTaskResponse answer) {
        if (answer.tasks().isEmpty()) {
            throw Refusals.of(answer.failures());
        }
        return answer.tasks().get(0).taskArn();
    }

    /** The token has been used with other parameters (the task definition changed in between): the task is there already. */
    private static String adopt(ConflictException e) {
        if (e.resourceIds().isEmpty()) {
            throw new OutcomeUnknown(e);
        }
        return e.resourceIds().get(0);
    }
}
