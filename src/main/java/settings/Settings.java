package settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mail.mime.Limits;

/** What an installation decides. The boxes' addresses (queues, buckets) stand in application.properties beside the picture. */
@ConfigMapping(prefix = "hikyaku")
public interface Settings {

    Aws aws();

    /** DynamoDB table of the ledger. */
    String ledgerTable();

    /** How long a claim lasts without a renewal: after a crash, work stands still for this long. */
    Duration lease();

    /** How long a delivery's row is kept after it is finished. Longer than queue and dead-letter retention and the redrive window together. */
    Duration retention();

    Retry retry();

    Sweep sweep();

    Unpack unpack();

    /** The worlds of the SaaS by name. */
    Map<String, MailSet> sets();

    Courier courier();

    interface Aws {
        String region();

        /** Where a service is if not at AWS, by its name: sqs, s3, dynamodb, ecs. */
        Map<String, URI> endpoints();
    }

    interface Retry {
        /** How often a delivery is tried before it is given up and set aside. */
        int attempts();

        /** Wait before the second attempt; doubles from one attempt to the next. */
        Duration first();

        /** Longest wait between two attempts. */
        Duration longest();
    }

    interface Sweep {
        /** How long a mail may be RECEIVED before the sweeper sends it on its way: the queue is quicker unless it is in trouble. */
        Duration receivedAfter();

        /** How long a task may take from its launch to its command before it is asked after. */
        Duration taskAfter();

        /** Where SES stores mail: bucket or bucket/prefix. Empty: mail whose announcement was lost is not looked for. */
        Optional<List<String>> inboxes();

        /** How old a stored mail may be to be looked for: longer than any outage, shorter than the bucket's lifecycle and the ledger's retention. */
        Duration lookBack();

        /** Most deliveries that one sweep takes up. */
        int limit();
    }

    /** How far a mail is unpacked; past any of these it is delivered raw, and its manifest says so. */
    interface Unpack {
        /** Of one mail or part, together. */
        @WithDefault("" + Limits.HEADER_BYTES)
        int headerBytes();

        /** Of one mail or part. */
        @WithDefault("" + Limits.HEADERS)
        int headers();

        /** In all, those of attached mails included. */
        @WithDefault("" + Limits.PARTS)
        int parts();

        /** Of multiparts and attached mails inside each other. */
        @WithDefault("" + Limits.DEPTH)
        int depth();

        /** In one header. */
        @WithDefault("" + Limits.ADDRESSES)
        int addresses();

        /** In one header. */
        @WithDefault("" + Limits.PARAMETERS)
        int parameters();

        /** Written for all parts of a mail together; SES takes mails of up to 40 MB. */
        @WithDefault("" + Limits.DECODED_BYTES)
        long decodedBytes();
    }

    interface MailSet {
        /** Mail domains, lower case. */
        Set<String> domains();

        /** The set's aliases file, as it stood on the mail server. */
        Path aliases();

        /** ECS cluster that runs the set's tasks. */
        String cluster();

        /** Task definition with the set's program and the courier: family, family:revision or ARN. */
        String taskDefinition();

        /** Container in it whose command is the courier. */
        @WithDefault("courier")
        String container();

        /** Longest time that the set's program may take for a mail. */
        @WithDefault("PT5M")
        Duration timeLimit();
    }

    /** What RunTask tells the courier: which delivery, which attempt. Absent in the pipeline. */
    interface Courier {
        Optional<String> mail();

        Optional<String> recipient();

        Optional<Integer> attempt();
    }
}
