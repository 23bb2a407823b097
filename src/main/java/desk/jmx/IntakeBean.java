package desk.jmx;

import desk.Intake;
import desk.access.Audit;
import jakarta.inject.Singleton;
import policy.PausedSets;
import settings.Settings;

/** {@code hikyaku:type=Intake} */
@Singleton
class IntakeBean implements OperatorBeans.Intake {

    private static final String QUEUE = "receive-queue";

    private final Intake intake;
    private final PausedSets sets;
    private final Settings settings;
    private final Caller caller;

    IntakeBean(Intake intake, PausedSets sets, Settings settings, Caller caller) {
        this.intake = intake;
        this.sets = sets;
        this.settings = settings;
        this.caller = caller;
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
        Audit.allowed(caller.name(), "pause", QUEUE);
    }

    @Override
    public void resume() {
        intake.resume();
        Audit.allowed(caller.name(), "resume", QUEUE);
    }

    @Override
    public void pauseSet(String set) {
        sets.pause(known(set));
        Audit.allowed(caller.name(), "pause", known(set));
    }

    @Override
    public void resumeSet(String set) {
        sets.resume(known(set));
        Audit.allowed(caller.name(), "resume", known(set));
    }

    private String known(String set) {
        String name = Given.text(set);
        if (!settings.sets().containsKey(name)) {
            throw new IllegalArgumentException("there is no such set");
        }
        return name;
    }
}
