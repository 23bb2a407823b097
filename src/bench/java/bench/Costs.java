package bench;

import bench.Couriers.Requests;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import mail.Verdicts;

/** The bill for a million mails: measured requests and write units, times the prices in docs/prices.properties. */
final class Costs {

    private static final double MILLION = 1_000_000;

    /** Read units for one request: an eventually consistent read costs half a unit for each row up to 4 KB. */
    private static final double RECEIPT = 0.5;

    private final Properties prices = new Properties();

    private Costs() throws Exception {
        try (Reader file = Files.newBufferedReader(Path.of("docs/prices.properties"))) {
            prices.load(file);
        }
    }

    static String table(Requests byTask, Requests byCourier) throws Exception {
        Costs costs = new Costs();
        double writeUnits = writeUnits();
        StringBuilder table = new StringBuilder("| USD | a task for each mail | couriers | Lambda |\n|---|---|---|---|\n");
        double[] compute = {costs.taskSeconds(), costs.courierSeconds(), costs.lambda()};
        row(table, "compute, %s s of program for a mail".formatted(costs.prices.get("program.seconds")), compute);
        // a Lambda function instead of a task polls its queue like a courier; the rest of the pipeline is the same
        double[] sqs = {costs.sqs(byTask), costs.sqs(byCourier), costs.sqs(byCourier)};
        row(table, "SQS", sqs);
        double ledger = writeUnits * costs.price("dynamodb.write-units-per-million");
        double reads = costs.price("dynamodb.read-units-per-million");
        double[] dynamoDb = {
            ledger + (byTask.sum("DynamoDB GetItem") + RECEIPT) * reads,
            ledger + (byCourier.sum("DynamoDB GetItem") + RECEIPT) * reads,
            ledger + (byCourier.sum("DynamoDB GetItem") + RECEIPT) * reads
        };
        row(table, "DynamoDB, %.0f write units for a mail".formatted(writeUnits), dynamoDb);
        double[] s3 = {costs.s3(byTask), costs.s3(byCourier), costs.s3(byCourier)};
        row(table, "S3", s3);
        double[] all = new double[compute.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = compute[i] + sqs[i] + dynamoDb[i] + s3[i];
        }
        row(table, "**together**", all);
        return table.toString();
    }

    private static void row(StringBuilder table, String name, double[] usd) {
        table.append("| ").append(name);
        for (double amount : usd) {
            table.append(" | %.2f".formatted(amount));
        }
        table.append(" |\n");
    }

    private double taskSeconds() {
        return fargate(Math.max(price("fargate.shortest-seconds"), price("program.seconds")));
    }

    private double courierSeconds() {
        return fargate(price("program.seconds") / price("courier.busy"));
    }

    private double fargate(double seconds) {
        double hour = price("task.vcpu") * price("fargate.vcpu-hour") + price("task.gb") * price("fargate.gb-hour");
        return MILLION * seconds * hour / Duration.ofHours(1).toSeconds();
    }

    private double lambda() {
        return price("lambda.per-million")
                + MILLION * price("program.seconds") * price("task.gb") * price("lambda.gb-second");
    }

    private double sqs(Requests requests) {
        double standard = requests.sum("SQS") - requests.fifo();
        return standard * price("sqs.standard-per-million") + requests.fifo() * price("sqs.fifo-per-million");
    }

    private double s3(Requests requests) {
        double reads = requests.sum("S3 GET") + requests.sum("S3 HEAD");
        return reads * price("s3.get-per-million") + requests.sum("S3 PUT") * price("s3.put-per-million");
    }

    private double price(String name) {
        return Double.parseDouble(prices.getProperty(name));
    }

    /**
     * Write units of a successful delivery, including the indexes. Its receipt arrives after the claim, so it writes
     * nothing.
     */
    static double writeUnits() throws Exception {
        LocalDynamoDb table = new LocalDynamoDb();
        table.beforeAll(null);
        try {
            DynamoDbLedger ledger = new DynamoDbLedger(table.client(), Clock.systemUTC(), Configuration.with(SET));
            ledger.claim(delivery("the first of the process, which also enters its sets"), "pipeline-01234567");
            table.newWriteUnits();
            goesWell(ledger, delivery("o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1"));
            return table.newWriteUnits();
        } finally {
            table.afterAll(null);
        }
    }

    private static final Map<String, String> SET = Map.of(
            "hikyaku.sets.set-07.domains", "shop.example",
            "hikyaku.sets.set-07.aliases", "classpath:aliases",
            "hikyaku.sets.set-07.cluster", "set-07",
            "hikyaku.sets.set-07.task-definition", "set-07");

    private static Delivery delivery(String mail) {
        return new Delivery(
                new DeliveryId(mail, "ne-001@shop.example"),
                "order@market.example",
                Clock.systemUTC().instant(),
                new RawMail("hikyaku-raw-mail", "inbox/set-07/" + mail),
                Verdicts.UNKNOWN,
                "20261130163127.1F2A3B4C5D6E@mail-out-07.market.example",
                "set-07",
                "ne-001");
    }

    private static void goesWell(DynamoDbLedger ledger, Delivery delivery) {
        String arn = "arn:aws:ecs:ap-northeast-1:000000000000:task/set-07/0123456789abcdef0123456789abcdef";
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline-01234567")).claim();
        if (!Tenants.PARTS.equals("none")) {
            claim = ledger.move(claim, Transition.to(DeliveryStatus.UNPACKED, "").fetched("0123456789abcdef/20000"));
        }
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, "").task(arn).fetched("0123456789abcdef/20000"));
        ClaimResult started = ledger.start(delivery.id(), 1, "courier-01234567", arn);
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(DeliveryStatus.DONE, "exit 0: order written"));
    }
}
