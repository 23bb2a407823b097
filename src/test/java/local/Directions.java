package local;

import java.io.IOException;
import java.io.PrintStream;
import local.cloud.LocalCloud;

/** Instructions for a person while the cloud of {@link MainJob} runs. */
final class Directions {

    private static final String TEXT = """

            Send a mail of your own (the demo's addresses are in demo/aliases):
              swaks --server 127.0.0.1:%1$d --to ne-001@shop.example --data @demo/mails/html.eml
              curl smtp://127.0.0.1:%1$d --mail-from me@example.com --mail-rcpt ne-001@shop.example --upload-file demo/mails/html.eml
            and see it arrive in target/kept-mails/001.

            Query and change its deliveries with target/hikyaku, the command line with the settings of this cloud:
              target/hikyaku find ne-001
              target/hikyaku shadow-report demo/shadow/old-server.tsv --set shadow
              target/hikyaku redrive --set demo --why "the bug is mended" --dry-run

            Desk     http://127.0.0.1:%2$d/desk (viewer, password viewer; operator, password operator)
            Routes   http://127.0.0.1:%2$d/console/
            Health   http://127.0.0.1:%2$d/q/health/ready is %5$s
                     http://127.0.0.1:%2$d/q/health/well is DOWN within a minute: the demo leaves two dead letters
            Metrics  http://127.0.0.1:%2$d/q/metrics
            Routes   jconsole %3$d, MBeans, org.apache.camel
            Logs     %4$s

            Ctrl-C ends everything.
            """;

    private Directions() {}

    static void print(LocalCloud cloud, Pipeline pipeline, PrintStream out) throws IOException, InterruptedException {
        out.printf(
                TEXT,
                cloud.mailPort(),
                pipeline.port(),
                pipeline.pid(),
                cloud.data().resolve("pipeline.log"),
                pipeline.answers("/q/health/ready") ? "UP" : "DOWN");
    }

    /** The documented port may be taken, for instance by another demo. */
    static void printPorts(LocalCloud cloud, Pipeline pipeline, PrintStream out) {
        printPort(out, "SMTP", MainJob.MAIL_PORT, cloud.mailPort());
        printPort(out, "the desk", MainJob.DESK_PORT, pipeline.port());
    }

    private static void printPort(PrintStream out, String what, int usual, int port) {
        if (port != usual) {
            out.printf("Port %d is taken by another program: %s is at port %d.%n", usual, what, port);
        }
    }
}
