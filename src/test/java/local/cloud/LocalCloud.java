package local.cloud;

import deploy.Permissions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import local.constraints.IllegalRequests;
import local.constraints.RequestCheck;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SES, S3, KMS, SNS and SQS, DynamoDB and ECS on one machine, on 127.0.0.1 only. The data folder stores everything, so
 * a restart with the same folder finds it again. Requests that AWS refuses are refused here, too, and make {@link
 * #close} fail.
 */
public final class LocalCloud implements AutoCloseable {

    public static final String RAW_BUCKET = "hikyaku-raw-mail";

    /** The prefix under which the receipt rule, and here the SMTP port, stores mail. */
    public static final String INBOX = RAW_BUCKET + "/raw/";

    public static final String PARTS_BUCKET = "hikyaku-parts";
    private static final String REGION = "us-east-1";

    private final Path data;
    private final Map<String, String> installation;
    private final SqsServer queueDoor;
    private final DynamoDbServer tableDoor;
    private final S3Server bucketDoor;
    private final EcsServer taskDoor;
    private final KmsServer keyDoor;
    private final SesServer mailDoor;
    private final IllegalRequests illegal = new IllegalRequests();
    private final FaultProxy queueGate;
    private final FaultProxy tableGate;
    private final FaultProxy bucketGate;
    private final FaultProxy taskGate;
    private final FaultProxy keyGate;
    private final int mailPort;
    private final Queues queues;
    private final Map<String, String> workQueues;
    private final SnsTopic topic;
    private final SnsTopic stored;
    private final FaultProxy bucketFront;
    private final SqsClient sqs;
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;
    private final KmsClient kms;

    private LocalCloud(Path data, Map<String, String> installation, UnaryOperator<Integer> port, boolean keepsMessages)
            throws Exception {
        Ports.Held held = Ports.hold(port.apply(2525)); // this process needs the port number before the server starts
        this.mailPort = held.port();
        this.data = Files.createDirectories(data.toAbsolutePath());
        this.installation = installation;
        boolean isNew = Files.notExists(this.data.resolve("tasks"));
        this.bucketDoor = S3Server.over(this.data); // starts in parallel with the other servers
        this.queueDoor =
                keepsMessages ? new SqsServer(Ports.free(), this.data, illegal) : new SqsServer(Ports.free(), illegal);
        this.tableDoor = new DynamoDbServer(
                Ports.free(), this.data.resolve("tables.mv"), RequestCheck.dynamoDb(illegal), Clock.systemUTC());
        this.keyDoor = new KmsServer(Ports.free(), this.data);
        this.queueGate = queueDoor.gate(port.apply(9324));
        this.tableGate = FaultProxy.beforeDynamoDb(port.apply(9326), tableDoor.endpoint());
        this.keyGate = FaultProxy.beforeKms(port.apply(9332), keyDoor.endpoint());
        this.sqs = at(queueDoor.endpoint(), SqsClient.builder()).build();
        this.dynamoDb = at(tableDoor.endpoint(), DynamoDbClient.builder()).build();
        this.kms = at(keyDoor.endpoint(), KmsClient.builder()).build();
        this.queues = Queues.in(sqs);
        this.stored = new SnsTopic(sqs, List.of(queues.stored()), RequestCheck.sns(illegal));
        this.bucketFront =
                FaultProxy.announcing(Ports.free(), bucketDoor.endpoint(), new BucketEvents(RAW_BUCKET, stored));
        this.bucketGate = FaultProxy.beforeS3(port.apply(9328), bucketFront.endpoint(), RequestCheck.s3(illegal));
        this.s3 = at(bucketFront.endpoint(), S3Client.builder().forcePathStyle(true))
                .build();
        this.workQueues = queues.work(sqs, new LocalSets(installation).withCouriers());
        if (isNew) {
            // ElasticMQ has one database for a process, so it may contain messages of an earlier cloud
            queues.purge(sqs);
        }
        LedgerTable.in(dynamoDb);
        bucketDoor.awaitUp();
        Buckets.in(s3, RAW_BUCKET, PARTS_BUCKET);
        // the mails' queue is the last: a mail is announced there just before SES confirms the mail to its sender
        this.topic = new SnsTopic(sqs, List.of(queues.receipts(), queues.mail()), RequestCheck.sns(illegal));
        Path taskLogs = Files.createDirectories(this.data.resolve("tasks"));
        int taskPort = Ports.free();
        this.taskGate = FaultProxy.beforeEcs(port.apply(9330), URI.create("http://127.0.0.1:" + taskPort));
        TaskDefinition definition = new TaskDefinition(Packaged.courier(), settings(), 4, taskLogs);
        this.taskDoor =
                new EcsServer(taskPort, this.data, definition, this::publishTaskEvent, RequestCheck.ecs(illegal));
        held.close();
        this.mailDoor = new SesServer(mailPort, s3, kms, RAW_BUCKET, new LocalSets(installation).rules(), topic);
    }

    /**
     * Uses the ports that the README names, where they are free.
     *
     * @param installation settings of the pipeline and of the tasks, as environment variables
     */
    public static LocalCloud onUsualPorts(Path data, Map<String, String> installation) throws Exception {
        return new LocalCloud(data, installation, Ports::preferring, true);
    }

    /** Uses any free ports, for tests. Its queues are empty at the start. */
    public static LocalCloud onFreePorts(Path data, Map<String, String> installation) throws Exception {
        return new LocalCloud(data, installation, usual -> Ports.free(), false);
    }

    /** Uses any free ports, and keeps the queues' messages of the last run. Only one in a JVM: {@link SqsServer}. */
    static LocalCloud keptOnFreePorts(Path data, Map<String, String> installation) throws Exception {
        return new LocalCloud(data, installation, usual -> Ports.free(), true);
    }

    /** Environment variables for a process that uses this cloud. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false"); // a person reads this log
        if (installation.keySet().stream().noneMatch(name -> name.endsWith("_INBOX"))) {
            settings.put("HIKYAKU_SWEEP_INBOXES", INBOX);
        }
        settings.putAll(installation);
        settings.put("AWS_ACCESS_KEY_ID", "local");
        settings.put("AWS_SECRET_ACCESS_KEY", "local");
        settings.put("HIKYAKU_AWS_REGION", REGION);
        settings.put("HIKYAKU_AWS_ENDPOINTS_SQS", queueGate.endpoint().toString());
        settings.put("HIKYAKU_AWS_ENDPOINTS_S3", bucketGate.endpoint().toString());
        settings.put("HIKYAKU_AWS_ENDPOINTS_DYNAMODB", tableGate.endpoint().toString());
        settings.put("HIKYAKU_AWS_ENDPOINTS_ECS", taskGate.endpoint().toString());
        settings.put("HIKYAKU_AWS_ENDPOINTS_KMS", keyGate.endpoint().toString());
        settings.put("HIKYAKU_LEDGER_TABLE", LedgerTable.NAME);
        settings.put("HIKYAKU_BUCKET_PARTS", PARTS_BUCKET);
        settings.put("HIKYAKU_CANARY_HOST", "127.0.0.1");
        settings.put("HIKYAKU_CANARY_PORT", Integer.toString(mailPort));
        settings.put("HIKYAKU_CANARY_TLS", "false");
        settings.put("HIKYAKU_QUEUE_MAIL", queues.mail());
        settings.put("HIKYAKU_QUEUE_RECEIPTS", queues.receipts());
        settings.put("HIKYAKU_QUEUE_STORED", queues.stored());
        settings.put("HIKYAKU_QUEUE_TASK_EVENTS", queues.taskEvents());
        settings.put("HIKYAKU_QUEUE_DEAD_LETTERS", queues.deadLetters());
        workQueues.forEach((set, queue) ->
                settings.put("HIKYAKU_SETS_" + set.toUpperCase(Locale.ROOT) + "_COURIERS_QUEUE", queue));
        return settings;
    }

    public SesServer mail() {
        return mailDoor;
    }

    public int mailPort() {
        return mailPort;
    }

    /** The proxy for requests of the pipeline and the couriers to SQS. */
    public FaultProxy queueGate() {
        return queueGate;
    }

    /** The proxy for requests of the pipeline and the couriers to DynamoDB. */
    public FaultProxy tableGate() {
        return tableGate;
    }

    /** The proxy for requests of the pipeline and the couriers to S3. */
    public FaultProxy bucketGate() {
        return bucketGate;
    }

    /** The proxy for requests of the pipeline and the couriers to ECS. */
    public FaultProxy taskGate() {
        return taskGate;
    }

    /** @return URL of the work queue of a set's couriers */
    public String workQueue(String set) {
        return workQueues.get(set);
    }

    /** The proxy for requests of the pipeline and the couriers to KMS. */
    public FaultProxy keyGate() {
        return keyGate;
    }

    /**
     * From now on, the pipeline and the tasks have only these permissions.
     *
     * @return the object that enforces these permissions
     */
    public LocalIam guard(AwsNames names, Permissions permissions) {
        LocalIam guard = new LocalIam(new RequestedPermissions(names, data.resolve("objects")), permissions);
        List.of(queueGate, tableGate, bucketGate, taskGate, keyGate).forEach(gate -> gate.set(guard));
        return guard;
    }

    /** The requests refused so far. A test that sends illegal requests on purpose removes them. */
    public IllegalRequests illegalRequests() {
        return illegal;
    }

    public EcsServer tasks() {
        return taskDoor;
    }

    public KmsServer keys() {
        return keyDoor;
    }

    public SnsTopic topic() {
        return topic;
    }

    /** Where the bucket of raw mail announces its objects. */
    public SnsTopic stored() {
        return stored;
    }

    public Queues queues() {
        return queues;
    }

    public SqsClient sqs() {
        return sqs;
    }

    public S3Client s3() {
        return s3;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public Path data() {
        return data;
    }

    /** The folder that contains a bucket's objects as files. */
    public Path folder(String bucket) {
        return data.resolve("objects").resolve(bucket);
    }

    /** @throws AssertionError that names the remaining illegal requests, if there are any */
    @Override
    public void close() throws Exception {
        mailDoor.close();
        taskDoor.close();
        List.of(sqs, s3, dynamoDb, kms).forEach(client -> client.close());
        for (FaultProxy gate : List.of(queueGate, tableGate, bucketGate, bucketFront, taskGate, keyGate)) {
            gate.close();
        }
        keyDoor.close();
        bucketDoor.close();
        tableDoor.close();
        queueDoor.close();
        illegal.assertNone();
    }

    private void publishTaskEvent(String event) {
        sqs.sendMessage(send -> send.queueUrl(queues.taskEvents()).messageBody(event));
    }

    public static <B extends AwsClientBuilder<B, C>, C> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
