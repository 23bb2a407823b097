package desk.jmx;

import archive.Inbox;
import desk.SweepPreview;
import desk.Sweeper;
import desk.access.Audit;
import jakarta.inject.Singleton;
import ledger.Deliveries;
import settings.Settings;

/** {@code hikyaku:type=Sweeper} */
@Singleton
class SweeperBean implements OperatorBeans.Sweeper {

    private final Deliveries deliveries;
    private final Inbox inbox;
    private final Sweeper sweeper;
    private final Caller caller;
    private final int limit;

    SweeperBean(Deliveries deliveries, Inbox inbox, Sweeper sweeper, Caller caller, Settings settings) {
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.sweeper = sweeper;
        this.caller = caller;
        this.limit = settings.sweep().limit();
    }

    @Override
    public int countDue() {
        return deliveries.due(limit).size();
    }

    @Override
    public String[] showDue() {
        return deliveries.due(limit).stream().map(SweepPreview::line).toArray(String[]::new);
    }

    @Override
    public String[] showUnannounced() {
        return inbox.unannounced().stream().map(SweepPreview::line).toArray(String[]::new);
    }

    @Override
    public String runNow() {
        Audit.allowed(caller.name(), "sweep", "ledger");
        int due = countDue();
        sweeper.sweepLedger();
        return due + " were due, " + countDue() + " are";
    }

    @Override
    public String runInboxNow() {
        Audit.allowed(caller.name(), "sweep", "inbox");
        sweeper.sweepInbox();
        return "done";
    }
}
