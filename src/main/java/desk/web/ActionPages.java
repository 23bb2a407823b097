package desk.web;

import desk.ActionReader;
import desk.ActionsPage;
import desk.OperatorAction;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pages of operators' actions: who, what, which deliveries, when and why. */
@Path("/desk/actions")
@Singleton
@RolesAllowed(Roles.VIEWER)
@AnswersInTime
public class ActionPages {

    private static final List<String> ACTIONS = Stream.of(OperatorAction.values())
            .map(OperatorAction::lowerCaseName)
            .toList();

    private final ActionReader reader;

    ActionPages(ActionReader reader) {
        this.reader = reader;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance actions(
                Map<String, String> words, String by, String action, ActionsPage page, List<String> actions);
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public TemplateInstance actions(
            @QueryParam("by") @DefaultValue("") String by,
            @QueryParam("action") @DefaultValue("") String action,
            @Context HttpHeaders browser) {
        ActionsPage page = reader.newest().by(by).of(action);
        return Templates.actions(Messages.of(browser), by, action, page, ACTIONS);
    }
}
