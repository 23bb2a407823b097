package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import local.Pipeline;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** Runs two pipelines on one queue. */
class SharedWorkIT extends MailJourney {

    private static final int MAILS = 3;

    @Test
    void twoPipelinesOnOneQueueHandEachMailOverOnce() throws Exception {
        cloud.topic().duplicate(3);
        try (Pipeline one = Pipeline.start(cloud, Ports.free());
                Pipeline other = Pipeline.start(cloud, Ports.free())) {
            List<String> mails = send(MAILS);
            awaitAll(mails);

            assertKeptOnce(mails);
            assertThat(mails).allSatisfy(mail -> assertThat(starts(mail)).hasSize(1));
            assertThat(cloud.tasks().started()).isEqualTo(MAILS);
        }
    }
}
