package settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** What an installation decides. */
@ConfigMapping(prefix = "hikyaku")
public interface Settings {

    AwsSettings aws();

    QueueSettings queue();

    BucketSettings bucket();

    AliasesSettings aliases();

    LaunchSettings couriers();

    /** DynamoDB table of the ledger. */
    String ledgerTable();

    /** How long a claim lasts without a renewal: after a crash, work stands still for this long. */
    Duration lease();

    /** Launches that this process may ask ECS for in a second: the account's rate (20 on Fargate), divided by the number of pipelines. */
    @WithDefault("20")
    int launchesPerSecond();

    /** How long a delivery's row is kept after it is finished. Longer than queue and dead-letter retention and the redrive window together. */
    Duration retention();

    RetrySettings retry();

    SweepSettings sweep();

    ReplaySettings replay();

    UnpackSettings unpack();

    /** The worlds of the SaaS by name. */
    Map<String, MailSet> sets();

    CourierSettings courier();

    /** What this process is called in the ledger: pipeline or courier. */
    @WithDefault("pipeline")
    String role();

    WatchSettings watch();

    CanarySettings canary();

    DeskSettings desk();
}
