package desk.web;

import desk.DeliveryDetails;
import desk.DeliveryReader;
import desk.DeliverySummary;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.DeliveryStatus;
import ledger.Entry;

/** One delivery: what happened, what happens next, what an operator can do. */
@Path("/desk/delivery/{mail}/{key}")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class DeliveryPages {

    private final DeliveryReader reader;
    private final OperatorActions actions;
    private final SecurityIdentity user;
    private final Clock clock;

    DeliveryPages(DeliveryReader reader, OperatorActions actions, SecurityIdentity user, Clock clock) {
        this.reader = reader;
        this.actions = actions;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance delivery(
                Map<String, String> words,
                DeliveryDetails delivery,
                DeliverySummary summary,
                Trail trail,
                String route,
                List<TimelineRow> timeline,
                List<DeliveryDetails> others,
                List<String> actions,
                boolean operator,
                String said,
                Instant now);
    }

    @GET
    public TemplateInstance delivery(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @QueryParam("said") @DefaultValue("") String said,
            @Context HttpHeaders browser) {
        Entry entry = reader.entry(mail, key).orElseThrow(NotFoundException::new);
        Map<String, String> words = Messages.of(browser);
        DeliveryDetails delivery = reader.details(entry);
        List<DeliveryDetails> others = reader.ofMail(mail).stream()
                .filter(other -> !other.id().equals(delivery.id()))
                .toList();
        return Templates.delivery(
                words,
                delivery,
                DeliverySummary.of(entry, words),
                Trail.of(entry),
                route(entry.status()),
                TimelineRow.of(delivery.timeline()),
                others,
                OperatorAction.allowedIn(entry.status()).stream()
                        .map(OperatorAction::lowerCaseName)
                        .toList(),
                user.hasRole(Roles.OPERATOR),
                List.of("accepted", "refused").contains(said) ? said : "",
                clock.instant());
    }

    /** @return the route of this process that brought the delivery to its status, or takes it further */
    static String route(DeliveryStatus status) {
        return switch (status) {
            case RECEIVED -> "receive-mail";
            case HANDED_OVER -> "hand-over-mail";
            case RUNNING, DONE, FAILED -> "follow-tasks";
            case RETRY -> "sweep-ledger";
            case FORGOTTEN -> "sweep-retention";
            default -> "deliver-mail";
        };
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    public Response act(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @FormParam("act") @DefaultValue("") String act,
            @FormParam("seen") @DefaultValue("") String seen,
            @FormParam("why") @DefaultValue("") String why) {
        Entry entry = reader.entry(mail, key).orElseThrow(NotFoundException::new);
        DeliveryStatus status = PageParameters.status(seen);
        boolean done = OperatorAction.named(act)
                .map(action ->
                        actions.apply(action, entry, status, user.getPrincipal().getName(), why))
                .filter(OperatorActions.Result::isDone)
                .isPresent();
        return Response.seeOther(
                        URI.create("/desk/delivery/" + mail + "/" + key + "?said=" + (done ? "accepted" : "refused")))
                .build();
    }
}
