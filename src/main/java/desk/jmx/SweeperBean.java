package desk.jmx;

import desk.SweepControl;
import desk.SweepPreview;
import desk.access.AuditLog;
import jakarta.inject.Singleton;

/** {@code hikyaku:type=Sweeper} */
@Singleton
class SweeperBean implements OperatorMBeans.Sweeper {

    private final SweepPreview preview;
    private final SweepControl sweeper;
    private final CurrentUser user;

    SweeperBean(SweepPreview preview, SweepControl sweeper, CurrentUser user) {
        this.preview = preview;
        this.sweeper = sweeper;
        this.user = user;
    }

    @Override
    public int countDue() {
        return preview.countDue();
    }

    @Override
    public String[] showDue() {
        return preview.due().toArray(String[]::new);
    }

    @Override
    public String[] showUnannounced() {
        return preview.unannounced().toArray(String[]::new);
    }

    @Override
    public String runNow() {
        AuditLog.allowed(user.name(), "sweep", "ledger");
        int due = countDue();
        sweeper.sweepLedger();
        return due + " were due, " + countDue() + " are";
    }

    @Override
    public String runInboxNow() {
        AuditLog.allowed(user.name(), "sweep", "inbox");
        sweeper.sweepInbox();
        return "done";
    }
}
