package desk.web;

import desk.ActionReader;
import desk.ActionsPage;
import desk.ActivityReader;
import desk.Dashboard;
import desk.ReceiveControl;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The board: the state of every set, and operators' last actions. It contains no part of a mail. */
@Path("/desk")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class BoardPages {

    private static final int LAST_ACTIONS = 5;

    private final Dashboard board;
    private final ActivityReader activities;
    private final ActionReader actions;
    private final ReceiveControl intake;
    private final Clock clock;

    BoardPages(Dashboard board, ActivityReader activities, ActionReader actions, ReceiveControl intake, Clock clock) {
        this.board = board;
        this.activities = activities;
        this.actions = actions;
        this.intake = intake;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance board(
                Map<String, String> words,
                List<BoardRow> rows,
                ActionsPage actions,
                int shown,
                boolean intakePaused,
                Instant now);
    }

    @GET
    public TemplateInstance board(@Context HttpHeaders browser) {
        Map<String, String> words = Messages.of(browser);
        List<BoardRow> rows = BoardRow.of(board.states(), activities.activities(), words);
        return Templates.board(words, rows, actions.newest(), LAST_ACTIONS, intake.isPaused(), clock.instant());
    }
}
