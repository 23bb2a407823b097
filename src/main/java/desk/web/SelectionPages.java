package desk.web;

import desk.DeliveryDetails;
import desk.DeliveryReader;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.OperatorActions.Result;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.DeliveryStatus;
import ledger.Entry;
import settings.RequestDeadline;

/**
 * An action on the deliveries that an operator has ticked in a list: first what it would change, then the result for
 * each. A form that is sent twice acts once, because each write needs the status that the list showed.
 */
@Path("/desk/selection/{action}")
@Singleton
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class SelectionPages {

    /** Twice the number of deliveries on a page. */
    private static final int MOST = 100;

    private static final Pattern ONE = Pattern.compile("([^/]{1,300})/([^/]{1,100})/([A-Z_]{1,20})");

    private final DeliveryReader reader;
    private final OperatorActions actions;
    private final SecurityIdentity user;
    private final Clock clock;

    SelectionPages(DeliveryReader reader, OperatorActions actions, SecurityIdentity user, Clock clock) {
        this.reader = reader;
        this.actions = actions;
        this.user = user;
        this.clock = clock;
    }

    /**
     * @param delivery the delivery as it is now
     * @param form the delivery and the status that the list showed: {@code MAIL/KEY/STATUS}
     * @param result the key of the result's text
     */
    public record Ticked(DeliveryDetails delivery, String form, String result) {

        public boolean isPossible() {
            return result.equals("ticked.possible");
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance selection(
                Map<String, String> words,
                String action,
                List<Ticked> ticked,
                long possible,
                boolean runsAgain,
                boolean isDone,
                boolean noReason,
                Instant now);
    }

    /** Shows the changes without making them. */
    @POST
    public TemplateInstance preview(
            @PathParam("action") String name, @FormParam("one") List<String> ones, @Context HttpHeaders browser) {
        return preview(PageParameters.action(name), ones, false, browser);
    }

    private TemplateInstance preview(OperatorAction action, List<String> ones, boolean noReason, HttpHeaders browser) {
        List<Ticked> ticked = new ArrayList<>();
        for (Matcher one : read(ones)) {
            DeliveryStatus seen = PageParameters.needed(one.group(3));
            reader.entry(one.group(1), one.group(2))
                    .ifPresent(entry -> ticked.add(new Ticked(
                            reader.details(entry),
                            one.group(),
                            entry.status() != seen
                                    ? "ticked.changed"
                                    : action.isAllowedIn(seen) ? "ticked.possible" : "ticked.not-allowed")));
        }
        return page(action, ticked, false, noReason, browser);
    }

    @POST
    @Path("now")
    public TemplateInstance act(
            @PathParam("action") String name,
            @FormParam("one") List<String> ones,
            @FormParam("why") @DefaultValue("") String why,
            @Context HttpHeaders browser) {
        OperatorAction action = PageParameters.action(name);
        if (why.isBlank()) {
            return preview(action, ones, true, browser);
        }
        List<Ticked> ticked = new ArrayList<>();
        for (Matcher one : read(ones)) {
            reader.entry(one.group(1), one.group(2)).ifPresent(entry -> {
                String result = act(action, entry, PageParameters.needed(one.group(3)), why);
                DeliveryDetails now = reader.entry(one.group(1), one.group(2))
                        .map(reader::details)
                        .orElseGet(() -> reader.details(entry));
                ticked.add(new Ticked(now, one.group(), result));
            });
        }
        return page(action, ticked, true, false, browser);
    }

    private String act(OperatorAction action, Entry entry, DeliveryStatus seen, String why) {
        if (!RequestDeadline.current().hasTime()) {
            return "ticked.no-time";
        }
        Result result = actions.apply(action, entry, seen, user.getPrincipal().getName(), why);
        return result.isDone()
                ? "ticked.done"
                : result instanceof OperatorActions.Changed ? "ticked.changed" : "ticked.not-allowed";
    }

    private static List<Matcher> read(List<String> ones) {
        List<Matcher> read = ones.stream().distinct().map(ONE::matcher).toList();
        if (read.isEmpty() || read.size() > MOST || !read.stream().allMatch(Matcher::matches)) {
            throw new BadRequestException();
        }
        return read;
    }

    private TemplateInstance page(
            OperatorAction action, List<Ticked> ticked, boolean isDone, boolean noReason, HttpHeaders browser) {
        boolean runsAgain = action == OperatorAction.REDRIVE
                && ticked.stream()
                        .filter(Ticked::isPossible)
                        .anyMatch(one -> one.delivery().status().equals(DeliveryStatus.DONE.name()));
        return Templates.selection(
                Messages.of(browser),
                action.lowerCaseName(),
                ticked,
                ticked.stream().filter(Ticked::isPossible).count(),
                runsAgain,
                isDone,
                noReason,
                clock.instant());
    }
}
