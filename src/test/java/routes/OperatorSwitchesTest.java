package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import desk.ReceiveControl;
import desk.SweepControl;
import desk.jmx.MBeanRegistration;
import desk.jmx.OperatorMBeans;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMX;
import javax.management.ObjectName;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The switches that operators have over JMX, and the routes that each switch affects. */
@QuarkusTest
class OperatorSwitchesTest extends RouteTest {

    @Inject
    ReceiveControl intake;

    @Inject
    SweepControl sweeper;

    @Inject
    MBeanRegistration console;

    private final String mail = newMail();

    @BeforeEach
    void openConsole() throws Exception {
        console.register();
    }

    @AfterEach
    void resume() throws Exception {
        intake.resume();
        bean().resumeSet("demo");
    }

    @Test
    void nothingIsReceivedWhileTheIntakeIsPaused() throws Exception {
        intake.pause();
        assertThat(bean().isPaused()).isTrue();
        assertThatThrownBy(() -> receive(mail, SHOP_1)).isInstanceOf(CamelExecutionException.class);
        assertThat(deliveries.ofMail(mail)).isEmpty();

        intake.resume();
        receive(mail, SHOP_1);

        assertThat(bean().isPaused()).isFalse();
        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void aPausedSetsDeliveriesWaitAndAreHandedOverInTheSameAttempt() throws Exception {
        bean().pauseSet("demo", "its database is down");
        receive(mail, SHOP_1);

        assertThat(bean().getPausedSets()).containsExactly("demo");
        assertThat(bean().listPauses()[0]).startsWith("demo  ").endsWith(": its database is down");
        assertThat(bean().pauseSet("demo", "another")).isEqualTo("was paused already");
        assertStatus(mail, SHOP_1, RETRY);
        assertThat(entry(mail, SHOP_1).last().note()).isEqualTo("waits: the set is paused");

        bean().resumeSet("demo");
        SettableTime.set().advance(Duration.ofMinutes(3));
        sweeper.sweepLedger();

        assertStatus(mail, SHOP_1, HANDED_OVER);
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(1);
        assertThatThrownBy(() -> bean().pauseSet("nobodys", "why")).hasMessageContaining("there is no set nobodys");
    }

    private static OperatorMBeans.Intake bean() throws Exception {
        return JMX.newMXBeanProxy(
                ManagementFactory.getPlatformMBeanServer(),
                new ObjectName("hikyaku:type=Intake"),
                OperatorMBeans.Intake.class);
    }
}
