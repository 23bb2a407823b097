package desk.web;

import desk.ActionReader;
import desk.ActionsPage;
import desk.ActivityReader;
import desk.Dashboard;
import desk.ReceiveControl;
import desk.SetOverview;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import policy.PausedSets;
import policy.PausedSets.Pause;
import watch.FiringAlarms;

/** The board: the state of every set, and operators' last actions. It contains no part of a mail. */
@Path("/desk")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class BoardPages {

    private static final int LAST_ACTIONS = 5;

    private static final List<String> SAID =
            List.of("paused", "paused-before", "not-paused", "resumed", "resumed-before");

    private final Dashboard board;
    private final ActivityReader activities;
    private final ActionReader actions;
    private final PausedSets pauses;
    private final FiringAlarms alarms;
    private final ReceiveControl intake;
    private final SecurityIdentity user;
    private final Clock clock;

    BoardPages(
            Dashboard board,
            ActivityReader activities,
            ActionReader actions,
            PausedSets pauses,
            FiringAlarms alarms,
            ReceiveControl intake,
            SecurityIdentity user,
            Clock clock) {
        this.board = board;
        this.activities = activities;
        this.actions = actions;
        this.pauses = pauses;
        this.alarms = alarms;
        this.intake = intake;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance board(
                Map<String, String> words,
                String said,
                List<Pause> pauses,
                List<AlarmView> alarms,
                Instant alarmsAt,
                List<BoardRow> rows,
                ActionsPage actions,
                int shown,
                boolean intakePaused,
                boolean operator,
                Instant now);
    }

    /** @param said text of the result of the operator's action that led here */
    @GET
    public TemplateInstance board(@QueryParam("said") @DefaultValue("") String said, @Context HttpHeaders browser) {
        Map<String, String> words = Messages.of(browser);
        List<SetOverview> states = board.states();
        FiringAlarms.Reading firing = alarms.now();
        return Templates.board(
                words,
                SAID.contains(said) ? "said." + said : "",
                pauses.all(),
                AlarmView.of(firing.alarms(), words),
                firing.readAt(),
                BoardRow.of(states, activities.activities(), words),
                actions.newest(),
                LAST_ACTIONS,
                intake.isPaused(),
                user.hasRole(Roles.OPERATOR),
                clock.instant());
    }
}
