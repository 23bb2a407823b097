package settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The settings of an installation. */
@ConfigMapping(prefix = "hikyaku")
public interface Settings {

    AwsSettings aws();

    QueueSettings queue();

    BucketSettings bucket();

    AliasesSettings aliases();

    LaunchSettings couriers();

    /** DynamoDB table of the ledger. */
    String ledgerTable();

    /**
     * How many shards the ledger's indexes have for each set. One shard takes 500 mails per second of a set
     * (docs/scale.md). The number may be changed at any time: readers read all shards that were ever used.
     */
    int ledgerShards();

    /** How long a claim lasts without a renewal. After a crash, nobody works on the delivery for this long. */
    Duration lease();

    /**
     * Launches per second that this process may request from ECS: the account's rate (20 on Fargate), divided by the
     * number of pipelines.
     */
    @WithDefault("20")
    int launchesPerSecond();

    /**
     * How long a delivery's row is kept after it has ended. Must be longer than the sum of three times: the retention
     * of the mail queue, that of the dead-letter queue, and the time for redrives.
     */
    Duration retention();

    RetrySettings retry();

    SweepSettings sweep();

    /**
     * Minimum wait of a delivery whose set is paused, before it asks whether the set is resumed; it may be twice as
     * long. In a long pause it waits a quarter of the pause so far, up to ten minutes. Each check adds a line to the
     * delivery's timeline.
     */
    Duration pauseCheckEvery();

    /** How often a pipeline checks whether yesterday's mail is reconciled. It is reconciled once, after 02:00 UTC. */
    Duration reconcileEvery();

    ReplaySettings replay();

    UnpackSettings unpack();

    /** The sets, by name. */
    Map<String, MailSet> sets();

    CourierSettings courier();

    /** The name of this process in the ledger: pipeline or courier. */
    @WithDefault("pipeline")
    String role();

    WatchSettings watch();

    CanarySettings canary();

    DeskSettings desk();

    SearchSettings search();
}
