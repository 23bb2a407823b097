package settings;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One set: its addresses, its inbox, its tasks and the requirements of its program. */
public interface MailSet {

    /** Mail domains, lower case. */
    Set<String> domains();

    /**
     * Where the receipt rule of this set stores its mail: bucket or bucket/prefix. Mail elsewhere does not belong to
     * the set, and is HELD. Absent: the set shares an inbox.
     */
    Optional<String> inbox();

    /** The set's aliases file, unchanged from the mail server: a path, s3://bucket/key, or classpath:name. */
    String aliases();

    /** The set's virtual alias table, if it has one. It is looked up before the aliases, and named in the same way. */
    Optional<String> virtual();

    /** ECS cluster that runs the set's tasks. */
    String cluster();

    /** Task definition with the set's program and the courier: family, family:revision or ARN. */
    String taskDefinition();

    /** Container of the task definition whose command is the courier. */
    @WithDefault("courier")
    String container();

    /**
     * Capacity providers, tried in this order when ECS has no capacity: for instance FARGATE_SPOT,FARGATE. Absent:
     * launch type FARGATE.
     */
    Optional<List<String>> capacityProviders();

    /** Subnets of the tasks' network interfaces. Required on Fargate. */
    Optional<List<String>> subnets();

    /** Security groups of the tasks' network interfaces. */
    Optional<List<String>> securityGroups();

    /** Whether tasks get a public address. In a public subnet without a NAT gateway and endpoints, tasks need one. */
    @WithDefault("false")
    boolean publicIp();

    /** Whether each delivery has its own task, or couriers run them. */
    @WithDefault("task")
    HandOverMode handOver();

    CouriersSettings couriers();

    /** Maximum time of the set's program for a mail. */
    @WithDefault("PT5M")
    Duration timeLimit();

    /** Whether mails are unpacked into the parts bucket. */
    @WithDefault("all")
    UnpackedParts parts();

    PipeSettings pipe();

    PolicySettings policy();

    SetLimits limits();

    RetentionSettings retention();

    /**
     * Address to which the set's canary is sent: an address of the set whose alias has its own command. Absent: the set
     * has no canary.
     */
    Optional<String> canary();

    /**
     * Whether deliveries can be found by words of their subjects. The ledger then has keyed hashes of the words, which
     * costs one more write unit for each delivery. Needs {@code hikyaku.search.key}.
     */
    @WithDefault("false")
    boolean subjectWords();

    /** Time zone of days and times in searches of this set. Absent: {@code hikyaku.search.zone}. */
    Optional<@WithConverter(ZoneIdConverter.class) ZoneId> zone();

    /** Everything runs except the hand-over: for the weeks in which the old mail server still runs the programs. */
    @WithDefault("false")
    boolean shadow();
}
