package tasks;

import aws.TaskLaunches;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import settings.MailSet;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Runs tasks on ECS. The whole answer is read: RunTask returns 200 and puts errors into {@code failures}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
@Singleton
public class EcsTasks implements Tasks {

    private static final int LONGEST_OVERRIDES = 8192;

    /** A hundred tasks per request: the page size of ListTasks, and the limit of DescribeTasks. */
    private static final int MOST_PAGES = 10;

    private static final Pattern NOT_OF_A_TAG = Pattern.compile("[^\\p{L}\\p{N} +\\-=._:/@]");

    private final EcsClient ecs;
    private final TaskLaunches launches;
    private final Settings settings;
    private final LaunchRate rate;

    public EcsTasks(EcsClient ecs, Settings settings, LaunchRate rate) {
        this(ecs, ecs::runTask, settings, rate);
    }

    @Inject
    public EcsTasks(EcsClient ecs, TaskLaunches launches, Settings settings, LaunchRate rate) {
        this.ecs = ecs;
        this.launches = launches;
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
                if (refused.kind() != TaskRefused.RefusalKind.CAPACITY) {
                    throw refused;
                }
            }
        }
        return run(describe(request, providers.get(providers.size() - 1)));
    }

    @Override
    public boolean isAlive(TaskRequest request, String task) {
        MailSet set = settings.sets().get(request.set());
        if (task != null) {
            return describe(set.cluster(), List.of(task)).stream().anyMatch(EcsTasks::mayWork);
        }
        return !startedBy(set.cluster(), request.startedBy()).isEmpty() || isStopping(set, request.startedBy());
    }

    @Override
    public String end(TaskRequest request, String task) {
        return task == null
                ? ""
                : describe(settings.sets().get(request.set()).cluster(), List.of(task)).stream()
                        .findFirst()
                        .map(EcsTasks::end)
                        .orElse("");
    }

    private static String end(Task stopped) {
        return EcsText.stopped(
                stopped.stopCodeAsString(),
                stopped.containers().stream().map(Container::exitCode).toList(),
                Stream.concat(
                                stopped.containers().stream().map(Container::reason),
                                Stream.of(stopped.stoppedReason() == null ? "" : stopped.stoppedReason()))
                        .toList());
    }

    @Override
    public int running(TaskRequest request) {
        String cluster = settings.sets().get(request.set()).cluster();
        return startedBy(cluster, request.startedBy()).size();
    }

    /** Tasks that ECS wants to run. Without a desired status it lists only these, and with {@code startedBy} it accepts no other filter.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
     */
    private List<String> startedBy(String cluster, String startedBy) {
        return ecs.listTasks(list -> list.cluster(cluster).startedBy(startedBy)).taskArns();
    }

    /**
     * Whether a task that is being stopped may still be at work, until it is killed. ECS lists these among all tasks
     * that stopped within the hour; if there are too many to check each, the answer is yes.
     */
    private boolean isStopping(MailSet set, String startedBy) {
        String next = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = next;
            ListTasksResponse listed = ecs.listTasks(list -> list.cluster(set.cluster())
                    .family(family(set.taskDefinition()))
                    .desiredStatus(DesiredStatus.STOPPED)
                    .nextToken(from));
            if (describe(set.cluster(), listed.taskArns()).stream()
                    .anyMatch(known -> startedBy.equals(known.startedBy()) && mayWork(known))) {
                return true;
            }
            next = listed.nextToken();
            if (next == null) {
                return false;
            }
        }
        return true;
    }

    private List<Task> describe(String cluster, List<String> arns) {
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(describe -> describe.cluster(cluster).tasks(arns))
                        .tasks();
    }

    /** Not only RUNNING: a program that is being stopped (STOPPING) has up to two minutes to end. */
    private static boolean mayWork(Task known) {
        return !"STOPPED".equals(known.lastStatus());
    }

    /** @param taskDefinition family, family:revision or ARN */
    private static String family(String taskDefinition) {
        String name = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
        int revision = name.indexOf(':');
        return revision < 0 ? name : name.substring(0, revision);
    }

    private String run(RunTaskRequest request) {
        try {
            RunTaskResponse answer = launches.runTask(request);
            if (answer.tasks().isEmpty()) {
                throw slower(EcsFailures.of(answer.failures()));
            }
            rate.taken();
            return answer.tasks().get(0).taskArn();
        } catch (ConflictException e) {
            return adopt(e);
        } catch (EcsException e) {
            throw slower(EcsFailures.of(e));
        } catch (SdkClientException e) {
            throw new LaunchOutcomeUnknown(e);
        }
    }

    /**
     * @param provider empty for the launch type FARGATE. Each provider has its own token, because for ECS another
     *     provider is another request. If both start a task, the ledger lets only one of them run the command
     */
    private RunTaskRequest describe(TaskRequest request, String provider) {
        MailSet set = settings.sets().get(request.set());
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
            run.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                    .capacityProvider(provider)
                    .weight(1)
                    .build());
        }
        set.subnets()
                .ifPresent(subnets ->
                        run.networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets)
                                .securityGroups(set.securityGroups().orElse(List.of()))
                                .assignPublicIp(set.publicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED))));
        return run.build();
    }

    /** Sorted: equal requests have the same bytes, even from another process. */
    private static TaskOverride overrides(MailSet set, SortedMap<String, String> environment) {
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
                    TaskRefused.RefusalKind.REQUEST,
                    "the task's overrides exceed ECS' limit of " + LONGEST_OVERRIDES + " characters");
        }
        return TaskOverride.builder()
                .containerOverrides(ContainerOverride.builder()
                        .name(set.container())
                        .environment(variables)
                        .build())
                .build();
    }

    private static List<Tag> tags(TaskRequest request) {
        Tag set = tag("hikyaku:set", request.set());
        return request.tenant().isEmpty() ? List.of(set) : List.of(set, tag("hikyaku:tenant", request.tenant()));
    }

    /** Characters that a tag may contain: letters, digits, spaces and {@code + - = . _ : / @}. */
    private static Tag tag(String key, String value) {
        String allowed = NOT_OF_A_TAG.matcher(value).replaceAll("_");
        return Tag.builder()
                .key(key)
                .value(allowed.substring(0, Math.min(allowed.length(), 256)))
                .build();
    }

    private RuntimeException slower(RuntimeException refusal) {
        if (refusal instanceof TaskRefused refused && refused.kind() == TaskRefused.RefusalKind.THROTTLED) {
            rate.throttled();
        }
        return refusal;
    }

    /**
     * The token has been used with other parameters (the task definition changed in between): the task already exists.
     */
    private static String adopt(ConflictException e) {
        if (e.resourceIds().isEmpty()) {
            throw new LaunchOutcomeUnknown(e);
        }
        return e.resourceIds().get(0);
    }
}
