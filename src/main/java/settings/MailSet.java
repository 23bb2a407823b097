package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One set: its addresses, its inbox, its tasks and what its program expects. */
public interface MailSet {

    /** Mail domains, lower case. */
    Set<String> domains();

    /** Where the receipt rule of this set stores its mail: bucket or bucket/prefix. A mail that lies elsewhere is none of the set's, and HELD. Absent: the set shares an inbox. */
    Optional<String> inbox();

    /** The set's aliases file, as it stood on the mail server: a path, s3://bucket/key, or classpath:name. */
    String aliases();

    /** The set's virtual alias table, if it has one: looked at before the aliases, and named as they are. */
    Optional<String> virtual();

    /** ECS cluster that runs the set's tasks. */
    String cluster();

    /** Task definition with the set's program and the courier: family, family:revision or ARN. */
    String taskDefinition();

    /** Container in it whose command is the courier. */
    @WithDefault("courier")
    String container();

    /** Tried in this order when ECS has no capacity: FARGATE_SPOT,FARGATE for instance. Absent: launch type FARGATE. */
    Optional<List<String>> capacityProviders();

    /** Where the tasks' network interfaces are. Needed on Fargate. */
    Optional<List<String>> subnets();

    /** Security groups of the tasks' network interfaces. */
    Optional<List<String>> securityGroups();

    /** Without a NAT gateway or endpoints, a task in a public subnet needs one. */
    @WithDefault("false")
    boolean publicIp();

    /** Whether each delivery has a task of its own, or couriers work them off. */
    @WithDefault("task")
    HandOverMode handOver();

    CouriersSettings couriers();

    /** Longest time that the set's program may take for a mail. */
    @WithDefault("PT5M")
    Duration timeLimit();

    /** Whether mails are unpacked into the parts bucket. */
    @WithDefault("all")
    UnpackedParts parts();

    PipeSettings pipe();

    PolicySettings policy();

    SetLimits limits();

    RetentionSettings retention();

    /** Where the set's canary is mailed to: an address of the set whose alias has a command of its own. Absent: the set has no canary. */
    Optional<String> canary();

    /** Everything runs but the hand-over: for the weeks in which the old mail server still does the work. */
    @WithDefault("false")
    boolean shadow();
}
