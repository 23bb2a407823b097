package desk.web;

import archive.MailNotDecrypted;
import archive.StoredMails;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import json.Json;
import ledger.Delivery;
import mail.mime.Manifest;

/**
 * What is in a mail, for operators. Text is shown as text, everything else is a download that no browser opens by itself:
 * nothing that a stranger has written is ever a page here. Whoever looks stands in the audit log.
 */
@Path("/desk/mail/{mail}/{key}")
@Singleton
@RolesAllowed(Roles.OPERATOR)
public class MailPages {

    /** Of a text, as it is shown. */
    private static final int LONGEST = 200_000;

    private static final ObjectMapper JSON = Json.mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final DeliveryReader reader;
    private final StoredMails mails;
    private final SecurityIdentity user;

    MailPages(DeliveryReader reader, StoredMails mails, SecurityIdentity user) {
        this.reader = reader;
        this.mails = mails;
        this.user = user;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance mail(
                Map<String, String> words, String mail, String key, Manifest manifest, String body);
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public TemplateInstance mail(
            @PathParam("mail") String mail, @PathParam("key") String key, @Context HttpHeaders browser)
            throws IOException {
        Delivery delivery = delivery(mail, key, "look-at-mail");
        try (InputStream stored = mails.manifest(delivery).orElse(null)) {
            Manifest manifest = stored == null ? null : JSON.readValue(stored, Manifest.class);
            return Templates.mail(Messages.of(browser), mail, key, manifest, text(manifest));
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

    /** @param file one that the manifest names; anything else is not found */
    @GET
    @Path("parts/{file}")
    public Response part(@PathParam("mail") String mail, @PathParam("key") String key, @PathParam("file") String file)
            throws IOException {
        Delivery delivery = delivery(mail, key, "download-part");
        try (InputStream stored = mails.manifest(delivery).orElseThrow(NotFoundException::new)) {
            Manifest.Part part = JSON.readValue(stored, Manifest.class).parts().stream()
                    .filter(one -> one.file().equals(file))
                    .findFirst()
                    .orElseThrow(NotFoundException::new);
            return download(mails.part(part).orElseThrow(NotFoundException::new), mail + "-" + part.file());
        }
    }

    private Delivery delivery(String mail, String key, String what) {
        Delivery delivery =
                reader.entry(mail, key).orElseThrow(NotFoundException::new).delivery();
        AuditLog.allowed(user.getPrincipal().getName(), what, delivery.id().toString());
        return delivery;
    }

    private String text(Manifest manifest) throws IOException {
        if (manifest == null || manifest.text() == null) {
            return "";
        }
        Manifest.Part body = manifest.parts().stream()
                .filter(part -> part.file().equals(manifest.text()))
                .findFirst()
                .orElseThrow();
        try (InputStream stored = mails.part(body).orElse(InputStream.nullInputStream())) {
            return new String(stored.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    /** Named by us: what the sender called it is data, and no browser takes it for something to show. */
    private static Response download(InputStream content, String name) {
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
