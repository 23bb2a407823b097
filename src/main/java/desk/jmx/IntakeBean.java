package desk.jmx;

import desk.ReceiveControl;
import desk.access.AuditLog;
import jakarta.inject.Singleton;
import policy.PausedSets;
import settings.Settings;

/** {@code hikyaku:type=Intake} */
@Singleton
class IntakeBean implements OperatorMBeans.Intake {

    private static final String QUEUE = "receive-queue";

    private final ReceiveControl intake;
    private final PausedSets sets;
    private final Settings settings;
    private final CurrentUser user;

    IntakeBean(ReceiveControl intake, PausedSets sets, Settings settings, CurrentUser user) {
        this.intake = intake;
        this.sets = sets;
        this.settings = settings;
        this.user = user;
    }

    @Override
    public boolean isPaused() {
        return intake.isPaused();
    }

    @Override
    public String[] getPausedSets() {
        return sets.names().toArray(String[]::new);
    }

    @Override
    public void pause() {
        intake.pause();
        AuditLog.allowed(user.name(), "pause", QUEUE);
    }

    @Override
    public void resume() {
        intake.resume();
        AuditLog.allowed(user.name(), "resume", QUEUE);
    }

    @Override
    public void pauseSet(String set) {
        sets.pause(known(set), user.name());
        AuditLog.allowed(user.name(), "pause", known(set));
    }

    @Override
    public void resumeSet(String set) {
        sets.resume(known(set));
        AuditLog.allowed(user.name(), "resume", known(set));
    }

    private String known(String set) {
        String name = ConsoleArguments.text(set);
        if (!settings.sets().containsKey(name)) {
            throw new IllegalArgumentException("there is no such set");
        }
        return name;
    }
}
