package desk.jmx;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import addresses.AddressBook;
import desk.Dashboard;
import desk.DeliveryReader;
import desk.Finder;
import desk.OperatorActions;
import desk.Selector;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.Transition;
import ledger.records.InMemorySharedRecords;
import local.Configuration;
import local.SettableClock;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import policy.PausedSets;
import settings.Settings;

class OperatorMBeansTest {

    private static final String SHOP = "ne-001@shop.example";

    private final Settings settings = Configuration.with(Map.of(
            "hikyaku.sets.demo.domains", "shop.example",
            "hikyaku.sets.demo.aliases", "demo/aliases",
            "hikyaku.sets.demo.cluster", "demo",
            "hikyaku.sets.demo.task-definition", "demo-courier"));
    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, settings);
    private final AddressBook addresses = new AddressBook(settings, new NoS3());
    private final DeliveryReader reader = new DeliveryReader(ledger, "parts");
    private final ConsoleActions actions = new ConsoleActions(
            ledger, reader, new Selector(ledger, ledger, settings), new OperatorActions(ledger), () -> "hanako", clock);
    private final DeliveriesBean deliveries = new DeliveriesBean(
            new Finder(ledger, ledger, ledger, addresses, settings),
            reader,
            new Dashboard(ledger, addresses, settings, new PausedSets(new InMemorySharedRecords(), clock), clock),
            clock);

    static Stream<Class<?>> beans() {
        return Stream.of(OperatorMBeans.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("beans")
    <T> void consolesSayWhatEachOperationAndParameterIs(Class<T> operations) throws Exception {
        MBeanInfo info = info(operations);

        assertThat(Stream.of(info.getOperations()).flatMap(OperatorMBeansTest::features))
                .isNotEmpty()
                .allSatisfy(feature ->
                        assertThat(feature.getDescription()).isNotBlank().isNotEqualTo(feature.getName()))
                .noneMatch(feature -> feature.getName().matches("(p|arg)\\d+"));
        assertThat(info.getDescription()).endsWith(".");
    }

    @Test
    void aViewerMayCallWhatChangesNothing() throws Exception {
        ObjectName bean = new ObjectName("hikyaku:type=Redrive");
        MBeanInfo info = info(OperatorMBeans.Redrive.class);

        assertThat(info.getOperations())
                .allSatisfy(operation -> assertThat(operation.getImpact() == MBeanOperationInfo.INFO)
                        .isEqualTo(JmxPermissions.callable(bean, operation.getName(), false)));
        assertThat(JmxPermissions.callable(bean, "list", false)).isTrue();
        assertThat(JmxPermissions.callable(bean, "redriveAll", false)).isFalse();
    }

    @Test
    void deliveriesAreFoundPageByPage() {
        end("mail-1", FAILED, "exit 1");
        end("mail-2", DONE, "exit 0");

        String[] first = deliveries.find("", "demo", null, null, "", 1);

        assertThat(first).hasSize(3);
        assertThat(first[1]).startsWith("looked back to ");
        assertThat(first[0]).contains("DONE", "to " + SHOP, "from <order@market.example>", "mail-2/");
        String until = first[2].replace("more: until ", "");
        assertThat(deliveries.find(null, "demo", "", "", until, 1)[0]).contains("mail-1/");
        assertThat(deliveries.find("ne-001", "", "failed", "", "", 100)).hasSize(1);
        assertThat(deliveries.show("mail-1")).anyMatch(line -> line.contains("FAILED") && line.endsWith("exit 1"));
        assertThat(deliveries.timeline("mail-1", SHOP)).hasSize(4);
        assertThat(deliveries.countByStatus("demo")).containsEntry("FAILED", 1).containsEntry("DONE", 1);
        assertThatThrownBy(() -> deliveries.find("", "", "", "", "", 101)).hasMessage("limit must be 1 to 100");
        assertThatThrownBy(() -> deliveries.find("", "", "", "yesterday", "", 1))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasEndedWithoutSuccessIsRedrivenInTheCallersName() {
        end("mail-1", FAILED, "exit 1");
        end("mail-2", DONE, "exit 0");
        RedriveBean redrive = new RedriveBean(actions, clock);
        clock.advance(Duration.ofSeconds(1));

        assertThat(redrive.redrive("mail-2", "", "again")[0]).endsWith("is DONE: not redriven");
        assertThatThrownBy(() -> redrive.redrive("mail-1", "", " "))
                .hasMessage("a reason is missing: enter it as why, for the timeline");
        assertThat(redrive.list("demo", "FAILED", "", "")).hasSize(1);
        assertThat(redrive.redrive("mail-1", SHOP, "mended")[0]).endsWith(" redriven");

        assertThat(last("mail-1"))
                .matches(event -> event.status() == RETRY
                        && event.by().equals("hanako")
                        && event.note().equals("was FAILED: mended"));
        assertThat(redrive.redriveAll("demo", "FAILED", "", "", 1000, "mended"))
                .isEqualTo("0 redriven, 0 had another status by then");
        assertThatThrownBy(() -> redrive.redriveAll("demo", "DONE", "", "", 1, "again"))
                .hasMessageStartingWith("status is one of");
        assertThatThrownBy(() -> redrive.redriveAll("demo", "DEAD", "", "", 1001, "again"))
                .hasMessage("limit must be 1 to 1000");
    }

    @Test
    void heldMailIsReleasedByWhatItWasHeldFor() {
        end("mail-1", HELD, "spam-fail");
        end("mail-2", HELD, "virus-fail");
        HoldBean hold = new HoldBean(actions, clock);
        clock.advance(Duration.ofSeconds(1));

        assertThat(hold.list("demo", "spam")).hasSize(1);
        assertThat(hold.releaseAll("demo", "spam", 10, "it is none")).startsWith("1 released");
        assertThat(hold.drop("mail-2", "", "a virus")[0]).endsWith(" dropped");

        assertThat(last("mail-1").status()).isEqualTo(RETRY);
        assertThat(last("mail-2").status()).isEqualTo(DeliveryStatus.DROPPED);
    }

    private static <T> MBeanInfo info(Class<T> operations) {
        Object bean = Proxy.newProxyInstance(
                operations.getClassLoader(), new Class<?>[] {operations}, (proxy, method, arguments) -> null);
        return new DescribedMBean(operations.cast(bean), operations).getMBeanInfo();
    }

    private static Stream<MBeanFeatureInfo> features(MBeanOperationInfo operation) {
        return Stream.concat(Stream.of(operation), Stream.of(operation.getSignature()));
    }

    private Entry.Event last(String mail) {
        return ledger.ofMail(mail).get(0).last();
    }

    private void end(String mail, DeliveryStatus end, String note) {
        clock.advance(Duration.ofSeconds(1));
        DeliveryId id = new DeliveryId(mail, SHOP);
        Delivery delivery = Delivery.of(id, "order@market.example", clock.instant(), new RawMail("raw", "raw/" + mail));
        ledger.claim(delivery.in("demo", "ne-001"), "pipeline");
        Claim running = ((ClaimResult.Claimed) ledger.start(id, 1, "courier")).claim();
        ledger.move(running, Transition.to(end, note));
        assertThat(List.of(last(mail).status())).containsExactly(end);
    }
}
