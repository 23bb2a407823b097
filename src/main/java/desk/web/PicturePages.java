package desk.web;

import desk.Dashboard;
import desk.SetOverview;
import desk.access.Roles;
import desk.picture.LivePicture;
import desk.picture.Picture;
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
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** The README's picture, and each route of docs/routes.md, with counters and rates. It contains no part of a mail. */
@Path("/desk/picture")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class PicturePages {

    private final LivePicture live;
    private final Dashboard board;

    PicturePages(LivePicture live, Dashboard board) {
        this.live = live;
        this.board = board;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance picture(
                Map<String, String> words, Picture picture, List<PictureBox> boxes, List<RouteSketch> routes);
    }

    @GET
    public TemplateInstance picture(@Context HttpHeaders browser) {
        Map<String, String> words = Messages.of(browser);
        Picture picture = live.now();
        return Templates.picture(words, picture, PictureBox.of(picture, states(), words), RouteSketch.of(picture));
    }

    /** @return none if the ledger does not answer; the page then still shows the counters, which are in memory */
    private List<SetOverview> states() {
        try {
            return board.states();
        } catch (SdkException away) {
            return List.of();
        }
    }
}
