package desk.jmx;

import desk.InvalidRequest;
import desk.OperatorPauses;
import desk.ReceiveControl;
import desk.access.AuditLog;
import jakarta.inject.Singleton;
import policy.PausedSets;
import policy.PausedSets.Pause;

/** {@code hikyaku:type=Intake} */
@Singleton
class IntakeBean implements OperatorMBeans.Intake {

    private static final String QUEUE = "receive-queue";

    private final ReceiveControl intake;
    private final OperatorPauses pauses;
    private final CurrentUser user;

    IntakeBean(ReceiveControl intake, OperatorPauses pauses, CurrentUser user) {
        this.intake = intake;
        this.pauses = pauses;
        this.user = user;
    }

    @Override
    public boolean isPaused() {
        return intake.isPaused();
    }

    @Override
    public String[] getPausedSets() {
        return pauses.all().stream().map(Pause::set).toArray(String[]::new);
    }

    @Override
    public String[] listPauses() {
        return pauses.all().stream().map(OperatorPauses::line).toArray(String[]::new);
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
    public String pauseSet(String set, String why) {
        return pause(ConsoleArguments.text(set), why);
    }

    @Override
    public String resumeSet(String set) {
        return resume(ConsoleArguments.text(set));
    }

    @Override
    public String pauseAll(String why) {
        return pause(PausedSets.ALL, why);
    }

    @Override
    public String resumeAll() {
        return resume(PausedSets.ALL);
    }

    private String pause(String set, String why) {
        try {
            boolean isNew = pauses.pause(set, user.name(), ConsoleArguments.text(why));
            return isNew ? "paused" : "was paused already";
        } catch (InvalidRequest e) {
            throw new IllegalArgumentException(e.getMessage()); // consoles do not know our class
        }
    }

    private String resume(String set) {
        return pauses.resume(set, user.name()) ? "resumed" : "was not paused";
    }
}
