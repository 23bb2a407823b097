package settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mail.mime.UnpackLimits;

/** What an installation decides. The boxes' addresses (queues, buckets) stand in application.properties beside the picture. */
@ConfigMapping(prefix = "hikyaku")
public interface Settings {

    Aws aws();

    /** DynamoDB table of the ledger. */
    String ledgerTable();

    /** How long a claim lasts without a renewal: after a crash, work stands still for this long. */
    Duration lease();

    /** Launches that this process may ask ECS for in a second: the account's rate (20 on Fargate), divided by the number of pipelines. */
    @WithDefault("20")
    int launchesPerSecond();

    /** How long a delivery's row is kept after it is finished. Longer than queue and dead-letter retention and the redrive window together. */
    Duration retention();

    Retry retry();

    Sweep sweep();

    Replay replay();

    Unpack unpack();

    /** The worlds of the SaaS by name. */
    Map<String, MailSet> sets();

    Courier courier();

    /** What this process is called in the ledger: pipeline or courier. */
    @WithDefault("pipeline")
    String role();

    Watch watch();

    Canary canary();

    Desk desk();

    interface Aws {
        String region();

        /** Where the KMS key is that SES encrypts mail with, if it does: in SES' region. Absent: in the same as all others. */
        Optional<String> kmsRegion();

        /** Where a service is if not at AWS, by its name: sqs, s3, dynamodb, ecs, kms. */
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

        /**
         * Where SES stores the mail of sets without an {@link MailSet#inbox} of their own: bucket or bucket/prefix. Mail that
         * lies in no inbox is not read. Pipeline and couriers do not start without any inbox.
         */
        Optional<List<String>> inboxes();

        /** How old a stored mail may be to be looked for: longer than any outage, shorter than the bucket's lifecycle and the ledger's retention. */
        Duration lookBack();

        /** Most deliveries that a sweep reads at a time. It reads on while as many are due, until the next sweep would begin. */
        int limit();
    }

    interface Replay {
        /** Where else {@code hikyaku replay} may put mails or find them: bucket or bucket/prefix. The folder replay/ beside each inbox needs no mention. */
        Optional<List<String>> folders();
    }

    /** How far a mail is unpacked; past any of these it is delivered raw, and its manifest says so. */
    interface Unpack {
        /** Of one mail or part, together. */
        @WithDefault("" + UnpackLimits.HEADER_BYTES)
        int headerBytes();

        /** Of one mail or part. */
        @WithDefault("" + UnpackLimits.HEADERS)
        int headers();

        /** In all, those of attached mails included. */
        @WithDefault("" + UnpackLimits.PARTS)
        int parts();

        /** Of multiparts and attached mails inside each other. */
        @WithDefault("" + UnpackLimits.DEPTH)
        int depth();

        /** In one header. */
        @WithDefault("" + UnpackLimits.ADDRESSES)
        int addresses();

        /** In one header. */
        @WithDefault("" + UnpackLimits.PARAMETERS)
        int parameters();

        /** Written for all parts of a mail together; SES takes mails of up to 40 MB. */
        @WithDefault("" + UnpackLimits.DECODED_BYTES)
        long decodedBytes();
    }

    interface MailSet {
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

        Optional<List<String>> securityGroups();

        /** Without a NAT gateway or endpoints, a task in a public subnet needs one. */
        @WithDefault("false")
        boolean publicIp();

        /** Whether each delivery has a task of its own, or couriers work them off. */
        @WithDefault("task")
        HandOver handOver();

        Couriers couriers();

        /** Longest time that the set's program may take for a mail. */
        @WithDefault("PT5M")
        Duration timeLimit();

        /** Whether mails are unpacked into the parts bucket. */
        @WithDefault("all")
        Parts parts();

        Pipe pipe();

        Policy policy();

        SetLimits limits();

        Retention retention();

        /** Where the set's canary is mailed to: an address of the set whose alias has a command of its own. Absent: the set has no canary. */
        Optional<String> canary();

        /** Everything runs but the hand-over: for the weeks in which the old mail server still does the work. */
        @WithDefault("false")
        boolean shadow();
    }

    enum Parts {
        /** Text, attachments and a manifest, beside the raw mail. */
        ALL,
        /** The set's program reads the raw mail, and nobody else asks for parts: the pipeline does not fetch it at all. */
        NONE
    }

    /** How long what belongs to a delivery is kept after it was over (DONE, FAILED, DEAD, DROPPED). Each shorter than the rows are kept. */
    interface Retention {
        /** The raw mail; without it nothing can be redriven. Absent: until the bucket's lifecycle takes it. */
        Optional<Duration> raw();

        /** The parts and their manifest. Likewise. */
        Optional<Duration> parts();

        /** All but the status line, as {@code hikyaku forget} does: what is kept of raw mail and parts goes too. Absent: as long as the rows. */
        Optional<Duration> fields();
    }

    /** Which mail the set's program is to have. docs/policy.md has the rules, and what is usual. */
    interface Policy {
        /** What is done where a rule applies, if not the usual: {@code spam-fail:hold,virus-fail:drop}. */
        Optional<List<String>> rules();

        /** Of envelope senders. The sender chooses that address himself: it keeps nobody out who wants in. */
        Lists senders();

        Lists recipients();

        /** Bytes; SES takes mails of up to 40 MB. */
        @WithDefault("41943040")
        long maxSize();
    }

    /** Addresses: {@code user@domain}, {@code @domain}, {@code @.domain} for all below it, {@code <>} for the empty sender. */
    interface Lists {
        Optional<List<String>> denied();

        /** If there is one, whoever is not in it is not allowed. */
        Optional<List<String>> allowed();
    }

    /** What is done with a mail, from the mildest to the most severe. */
    enum Action {
        DELIVER,
        /** Deliver, with the rules that apply in a header {@code X-Hikyaku-Policy}. */
        MARK,
        /** Keep it until an operator releases or drops it. */
        HOLD,
        /** Nobody gets it: SES has accepted it, so that refusing it is no longer possible. */
        DROP,
        /** As after the last attempt. */
        DEAD_LETTER;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How much a set's program, or a tenant's share of it, is to have. What is more waits, and is never dropped. */
    interface SetLimits {
        /** Tasks of the set that run at a time. Couriers have {@link Couriers#atMost} instead. */
        Optional<Integer> atOnce();

        /** Tasks for one tenant. Couriers have {@link Couriers#perTenant} instead. */
        Optional<Integer> tenantAtOnce();

        /** Hand-overs in a day, retries among them. */
        Optional<Integer> perDay();

        /** Hand-overs for one tenant in a day. */
        Optional<Integer> tenantPerDay();

        /** Where the day begins at midnight. */
        @WithDefault("UTC")
        ZoneId zone();

        /** How long a delivery waits that found no place, at least; up to twice as long. */
        @WithDefault("PT15S")
        Duration again();
    }

    enum HandOver {
        TASK,
        COURIER
    }

    /** Tasks that take one delivery after another from the set's work queue. */
    interface Couriers {
        /** URL of the work queue: FIFO, with content-based deduplication. */
        Optional<String> queue();

        /** URL of the work queue's dead-letter queue: couriers set aside what they cannot read. */
        Optional<String> deadLetters();

        /** Most couriers at a time. */
        @WithDefault("10")
        int atMost();

        /** Deliveries in the queue for which one courier is enough. */
        @WithDefault("50")
        int backlogEach();

        /** How many deliveries of one tenant are worked on at a time: a noisy shop leaves the other couriers to the others. */
        @WithDefault("1")
        int perTenant();

        /** A courier that has had nothing to do for this long ends. */
        @WithDefault("PT60S")
        Duration idle();

        /** Couriers are started at most once in this time: ECS takes about as long to start them. */
        @WithDefault("PT15S")
        Duration wave();
    }

    /** What the set's program finds around it, as its mail server left it. */
    interface Pipe {
        /** The mail server that is to be imitated; the settings below change single traits. */
        @WithDefault("sendmail")
        MailServer server();

        /** A line {@code From sender date} before the mail. */
        Optional<Boolean> fromLine();

        Optional<LineEnds> lineEnds();

        /**
         * A body that is one {@code text/plain} in base64 or quoted-printable is decoded, with the header that says so; not
         * with {@code line-ends=as-stored}. Absent: for sendmail only, whose prog mailer does it (flag 9).
         */
        Optional<Boolean> decodeText();

        /** Added to the container's environment, without its HIKYAKU_… and QUARKUS_…. */
        Map<String, String> environment();

        /**
         * In the mail server's variables, each byte outside Postfix' {@code command_expansion_filter} becomes {@code _}.
         * Absent: for Postfix only.
         */
        Optional<Boolean> filterEnvironment();

        /** Only the mail server's variables and those above, nothing of the container's. */
        @WithDefault("false")
        boolean cleanEnvironment();

        /** Absent: the courier's own. */
        Optional<Path> workingDirectory();

        /** Whether the program may have the AWS credentials of its task's role, which are the courier's too. */
        @WithDefault("false")
        boolean awsCredentials();

        /** Octal, 022 for instance. Absent: 077 for Postfix, else the courier's own. */
        Optional<String> umask();

        /** Name, or name:group; the courier must be root. Absent: the courier's own. */
        Optional<String> user();

        /** Commands that need a shell (pipes, redirections, variables) are run by {@code sh -c}; otherwise their mail is held. */
        @WithDefault("false")
        boolean shell();

        /** The program finds manifest and parts in the folder that the variable MAIL_DIR names. */
        @WithDefault("false")
        boolean mailDir();

        /** What exit codes mean that mean something else to this program than sysexits says. */
        Map<Integer, Meaning> exitCodes();
    }

    enum MailServer {
        /** sendmail's prog mailer: {@code From } line, LF. */
        SENDMAIL,
        /** Postfix's local(8): {@code From } line, Return-Path, X-Original-To, Delivered-To, LF. */
        POSTFIX,
        /** The object in S3, byte for byte. */
        NONE
    }

    /** What an exit code makes of a delivery. */
    enum Meaning {
        DONE,
        RETRY,
        HELD,
        FAILED
    }

    enum LineEnds {
        LF,
        CRLF,
        AS_STORED
    }

    /** What RunTask tells a courier of a work queue. Of a task for one delivery, {@code tasks.TaskVariables} reads it. */
    interface Courier {
        /** All deliveries in this queue are its work. Absent in the pipeline. */
        Optional<String> queue();

        /** Where a message of the queue goes that is no order: a FIFO queue. Absent: it is only logged. */
        Optional<String> deadLetters();

        /** With a queue: ends when there was nothing in it for this long. */
        @WithDefault("PT60S")
        Duration idle();

        /** How long a courier stays for an outcome that the ledger does not take. After that, the command may be run again. */
        @WithDefault("PT12H")
        Duration keepOutcome();
    }

    /** What is watched beside the work itself. */
    interface Watch {
        /** How often ledger and queues are looked at, for metrics and health. Absent: never. */
        Optional<Duration> every();

        /** A delivery that is open for longer makes the pipeline not well. */
        @WithDefault("PT1H")
        Duration oldest();
    }

    /** Who sends the sets' canaries. Where to and how often stands in application.properties, as canary.…. */
    interface Canary {
        /** Sender, on the envelope too. Absent: the canary's own address. */
        Optional<String> from();

        /** For a mail server that wants a login. Absent: SES takes mail for the sets' domains from anybody. */
        Optional<String> user();

        Optional<String> password();
    }

    /** The door to the pages, the console and its API. */
    interface Desk {
        /** Who may come in, by name. Nobody: the door is shut. */
        Map<String, User> users();

        /** Host names that the desk is asked by, beside localhost and IP addresses: a load balancer's for instance. */
        Optional<Set<String>> hosts();
    }

    interface User {
        /** bcrypt's hash of the password, as {@code hikyaku password} and {@code htpasswd -nB} print it. */
        String password();

        Role role();
    }

    enum Role {
        /** Looks. */
        VIEWER,
        /** Looks, and acts: stops routes, releases deliveries. */
        OPERATOR
    }
}
