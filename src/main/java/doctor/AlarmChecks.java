package doctor;

import doctor.aws.AwsService;
import doctor.aws.Calls;
import doctor.aws.XmlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether CloudWatch alarms report what Hikyaku itself cannot. */
final class AlarmChecks {

    static final Arrow ALARM = Arrow.of(
            "alarm",
            "an alarm watches the queue (mail: the age of its oldest message; dead-letters: any message), and "
                    + "notifies a topic",
            "create the alarm, and give it a topic (alarm_topics)",
            "terraform apply",
            "cloudwatch:DescribeAlarmsForMetric");

    static final List<Arrow> ARROWS = List.of(ALARM);

    private static final Map<String, String> METRICS = Map.of(
            "mail", "ApproximateAgeOfOldestMessage", Installation.DEAD_LETTERS, "ApproximateNumberOfMessagesVisible");

    private final Installation installation;
    private final Calls calls;

    AlarmChecks(Installation installation, Calls calls) {
        this.installation = installation;
        this.calls = calls;
    }

    Stream<Check> all() {
        return Stream.of("mail", Installation.DEAD_LETTERS)
                .map(queue -> new Check(
                        ALARM,
                        Scope.PIPELINE,
                        queue,
                        List.of(Arrow.named(QueueChecks.QUEUE.name(), queue)),
                        () -> alarm(queue)));
    }

    private Optional<String> alarm(String queue) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "Namespace",
                "AWS/SQS",
                "MetricName",
                METRICS.get(queue),
                "Dimensions.member.1.Name",
                "QueueName",
                "Dimensions.member.1.Value",
                Installation.queueName(installation.queues().get(queue)).name()));
        List<XmlNode> alarms = calls.query(
                        AwsService.CLOUDWATCH, installation.region(), "DescribeAlarmsForMetric", parameters)
                .all("MetricAlarms", "member")
                .toList();
        if (alarms.isEmpty()) {
            return Optional.of("no alarm watches " + METRICS.get(queue) + " of the queue");
        }
        return alarms.stream().anyMatch(AlarmChecks::tells)
                ? Optional.empty()
                : Optional.of("the alarm " + alarms.get(0).text("AlarmName") + " has no action");
    }

    private static boolean tells(XmlNode alarm) {
        return alarm.text("ActionsEnabled").equals("true") && alarm.has("AlarmActions", "member");
    }
}
