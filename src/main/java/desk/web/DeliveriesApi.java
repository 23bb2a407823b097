package desk.web;

import desk.DeliveryDetails;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.Finder;
import desk.InvalidRequest;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.SearchQuery;
import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.DeliveryStatus;
import ledger.Entry;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The desk for programs: the same queries and the same names. Its description is at /q/openapi. */
@Path("/api")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@AnswersInTime
public class DeliveriesApi {

    private static final int LONGEST_PAGE = 100;

    private final Finder finder;
    private final DeliveryReader reader;
    private final OperatorActions actions;
    private final SecurityIdentity user;
    private final Clock clock;

    DeliveriesApi(Finder finder, DeliveryReader reader, OperatorActions actions, SecurityIdentity user, Clock clock) {
        this.finder = finder;
        this.reader = reader;
        this.actions = actions;
        this.user = user;
        this.clock = clock;
    }

    /** The search; an absent parameter matches everything. */
    public record FindRequest(
            String text,
            String set,
            DeliveryStatus status,
            String tenant,
            String sender,
            String subject,
            Instant since,
            Instant until,
            Integer limit) {}

    /** @param seen the status that the caller knows; if the delivery has another one, nothing is changed */
    public record ActionRequest(DeliveryStatus seen, String why) {}

    @POST
    @Path("find")
    @Operation(
            summary =
                    "Finds deliveries by words, set, status, shop, sender, words of the subject and time, newest first, page by page")
    @APIResponse(
            responseCode = "400",
            description = "Too many words, or one is too long, or no set has searchable subjects; error says which")
    public DeliveryPage find(FindRequest find) {
        if (find == null) {
            throw new BadRequestException();
        }
        try {
            return reader.page(finder.find(query(find)));
        } catch (InvalidRequest e) {
            throw badRequest(e.getMessage());
        }
    }

    private SearchQuery query(FindRequest find) {
        int limit = Math.max(1, Math.min(LONGEST_PAGE, Objects.requireNonNullElse(find.limit(), LONGEST_PAGE)));
        try {
            return new SearchQuery(
                    Objects.requireNonNullElse(find.text(), ""),
                    Objects.requireNonNullElse(find.set(), ""),
                    find.status(),
                    Objects.requireNonNullElse(find.tenant(), ""),
                    Objects.requireNonNullElse(find.sender(), ""),
                    Objects.requireNonNullElse(find.subject(), ""),
                    Objects.requireNonNullElse(find.since(), Instant.EPOCH),
                    Objects.requireNonNullElseGet(find.until(), () -> SearchQuery.soon(clock.instant())),
                    limit);
        } catch (IllegalArgumentException e) {
            throw badRequest(e.getMessage());
        }
    }

    @GET
    @Path("mails/{mail}")
    @Operation(summary = "All deliveries of a mail with their timelines")
    @APIResponse(responseCode = "404", description = "The ledger does not know the mail")
    public List<DeliveryDetails> mail(@PathParam("mail") String mail) {
        List<DeliveryDetails> all = reader.ofMail(mail);
        if (all.isEmpty()) {
            throw new NotFoundException();
        }
        return all;
    }

    @POST
    @Path("mails/{mail}/{key}/{act}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary =
                    "Redrives, releases or drops a delivery: one conditional write, in the timeline and the audit log")
    @APIResponse(responseCode = "204", description = "Done")
    @APIResponse(
            responseCode = "400",
            description = "No such action, no reason, or the action is not allowed in this status; error says which")
    @APIResponse(responseCode = "404", description = "The ledger does not know the delivery")
    @APIResponse(responseCode = "409", description = "The delivery has another status now; nothing was changed")
    public Response act(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @PathParam("act") String name,
            ActionRequest request) {
        OperatorAction action = OperatorAction.named(name).orElseThrow(BadRequestException::new);
        if (request == null) {
            throw new BadRequestException();
        }
        Entry entry = reader.entry(mail, key).orElseThrow(NotFoundException::new);
        String by = user.getPrincipal().getName();
        OperatorActions.Result result = actions.apply(action, entry, request.seen(), by, request.why());
        if (result instanceof OperatorActions.NotAllowed refused) {
            throw badRequest(refused.reason());
        }
        return Response.status(result.isDone() ? Response.Status.NO_CONTENT : Response.Status.CONFLICT)
                .build();
    }

    private static BadRequestException badRequest(String error) {
        return new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                .entity(Map.of("error", error))
                .build());
    }
}
