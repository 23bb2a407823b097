package desk.web;

import desk.ActionReader;
import desk.ActionsPage;
import desk.ActivityReader;
import desk.Dashboard;
import desk.SetActivity;
import desk.SetOverview;
import desk.access.Roles;
import desk.picture.LivePicture;
import desk.picture.Picture;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import watch.FiringAlarms;

/** The board for programs. */
@Path("/api")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@AnswersInTime
public class OverviewApi {

    private final Dashboard board;
    private final ActivityReader activities;
    private final ActionReader actions;

    private final LivePicture picture;
    private final FiringAlarms alarms;

    OverviewApi(
            Dashboard board,
            ActivityReader activities,
            ActionReader actions,
            LivePicture picture,
            FiringAlarms alarms) {
        this.board = board;
        this.activities = activities;
        this.actions = actions;
        this.picture = picture;
        this.alarms = alarms;
    }

    @GET
    @Path("sets")
    @Operation(summary = "The state of every set; counts end at 1000")
    public List<SetOverview> sets() {
        return board.states();
    }

    @GET
    @Path("activity")
    @Operation(summary = "The last 24 hours of every set by the hour, and its times from SES to done")
    public List<SetActivity> activity() {
        return activities.activities();
    }

    @GET
    @Path("actions")
    @Operation(summary = "Operators' actions, newest first, from the newest timelines")
    public ActionsPage actions() {
        return actions.newest();
    }

    @GET
    @Path("picture")
    @Operation(summary = "The routes and their steps, with the counters and rates of this process")
    public Picture picture() {
        return picture.now();
    }

    @GET
    @Path("alarms")
    @Operation(summary = "The alarms of deploy/alarms that fire according to this process's metrics")
    public FiringAlarms.Reading alarms() {
        return alarms.now();
    }
}
