package desk.web;

import archive.MailNotDecrypted;
import archive.MailViewer;
import archive.OpenMail;
import archive.StoredMails;
import desk.DeliveryReader;
import desk.access.AuditLog;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import ledger.Delivery;

/**
 * A mail's content, for operators. Headers and text are shown as text, and HTML in a frame that runs and loads nothing
 * ({@link MailView}). Everything else is a download that no browser opens by itself. The audit log records the user.
 */
@Path("/desk/mail/{mail}/{key}")
@Singleton
@RolesAllowed(Roles.OPERATOR)
@AnswersInTime
public class MailPages {

    private final DeliveryReader reader;
    private final StoredMails mails;
    private final MailViewer viewer;
    private final SecurityIdentity user;

    MailPages(DeliveryReader reader, StoredMails mails, MailViewer viewer, SecurityIdentity user) {
        this.reader = reader;
        this.mails = mails;
        this.viewer = viewer;
        this.user = user;
    }

    @CheckedTemplate
    static class Templates {
        /**
         * @param view null if the mail is not kept any more, or cannot be read
         * @param problem why the mail cannot be read; empty if it can
         */
        static native TemplateInstance mail(
                Map<String, String> words, String mail, String key, MailView view, String problem);
    }

    /** Unpacks a mail that the pipeline has not unpacked, for instance a HELD one. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public TemplateInstance mail(
            @PathParam("mail") String mail, @PathParam("key") String key, @Context HttpHeaders browser)
            throws IOException {
        Delivery delivery = delivery(mail, key, "look-at-mail");
        Map<String, String> words = Messages.of(browser);
        Optional<OpenMail> opened;
        try {
            opened = viewer.open(delivery);
        } catch (MailNotDecrypted e) {
            return Templates.mail(words, mail, key, null, words.get("undecryptable") + " " + e.getMessage());
        }
        if (opened.isEmpty()) {
            return Templates.mail(words, mail, key, null, words.get("gone"));
        }
        try (OpenMail open = opened.get()) {
            return Templates.mail(words, mail, key, MailView.of(open), "");
        }
    }

    /** @return 409 with the reason if SES has encrypted the mail and it cannot be decrypted */
    @GET
    @Path("raw")
    public Response raw(@PathParam("mail") String mail, @PathParam("key") String key) throws IOException {
        Delivery delivery = delivery(mail, key, "download-mail");
        try {
            return download(mails.raw(delivery).orElseThrow(NotFoundException::new), mail + ".eml");
        } catch (MailNotDecrypted e) {
            return Response.status(Response.Status.CONFLICT)
                    .type(MediaType.TEXT_PLAIN)
                    .entity(e.getMessage())
                    .build();
        }
    }

    @GET
    @Path("manifest")
    public Response manifest(@PathParam("mail") String mail, @PathParam("key") String key) {
        Delivery delivery = delivery(mail, key, "download-manifest");
        return download(mails.manifest(delivery).orElseThrow(NotFoundException::new), mail + ".json");
    }

    /** @param file the name of a file in the manifest; any other name gives 404 */
    @GET
    @Path("parts/{file}")
    public Response part(@PathParam("mail") String mail, @PathParam("key") String key, @PathParam("file") String file)
            throws IOException {
        Delivery delivery = delivery(mail, key, "download-part");
        try (OpenMail open = viewer.open(delivery).orElseThrow(NotFoundException::new)) {
            return download(open.part(file).orElseThrow(NotFoundException::new), mail + "-" + file);
        }
    }

    private Delivery delivery(String mail, String key, String what) {
        Delivery delivery =
                reader.entry(mail, key).orElseThrow(NotFoundException::new).delivery();
        AuditLog.allowed(user.getPrincipal().getName(), what, delivery.id().toString());
        return delivery;
    }

    /** The name is generated: the sender's name is data, and a browser must not display the file by its type. */
    private static Response download(InputStream content, String name) {
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
