package desk.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import json.Json;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Errors for a browser or a program: what happened, what it means for the mail, what to do.
 * They never contain a stack trace or the request's parameters.
 */
@Singleton
class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);
    private static final String HTML = "text/html;charset=UTF-8";

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance error(
                Map<String, String> words, String title, String mail, String remedy, String number);
    }

    /** Unknown paths, and bodies that are refused before a page is called. */
    void register(@Observes Router router) {
        router.get("/").handler(call -> call.redirect("/desk"));
        router.errorHandler(404, this::answer);
        router.errorHandler(413, this::answer);
    }

    private void answer(RoutingContext call) {
        if (call.response().ended() || call.response().headWritten()) {
            return;
        }
        call.response().setStatusCode(call.statusCode());
        boolean isApi = call.normalizedPath().startsWith("/api");
        if (!isApi && !call.normalizedPath().matches("/desk(/.*)?")) {
            call.response().end();
            return;
        }
        ErrorKind kind = ErrorKind.of(call.statusCode());
        Map<String, String> words = Messages.of(call.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        call.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, isApi ? "application/json" : HTML)
                .end(isApi ? json(kind, "") : page(words, kind, ""));
    }

    @ServerExceptionMapper
    Response awsDoesNotAnswer(SdkException failure, HttpHeaders reader, UriInfo asked) {
        ErrorKind kind = ErrorKind.of(failure);
        LOG.warnf("%s: %s", kind, failure.getClass().getSimpleName());
        return response(kind, kind.status(), "", reader, asked);
    }

    @ServerExceptionMapper
    Response roleIsMissing(ForbiddenException refused, HttpHeaders reader, UriInfo asked) {
        return response(ErrorKind.FORBIDDEN, ErrorKind.FORBIDDEN.status(), "", reader, asked);
    }

    /** Keeps the body of an answer that already has one. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refused, HttpHeaders reader, UriInfo asked) {
        Response answer = refused.getResponse();
        boolean isTold = answer.hasEntity() || answer.getStatus() < 400 || answer.getStatus() == 401;
        return isTold ? answer : response(ErrorKind.of(answer.getStatus()), answer.getStatus(), "", reader, asked);
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failure, HttpHeaders reader, UriInfo asked) {
        String number = UUID.randomUUID().toString();
        LOG.errorf("%s: %s", number, stack(failure));
        return response(ErrorKind.FAILED, ErrorKind.FAILED.status(), number, reader, asked);
    }

    /** Leaves out exception messages, which may contain the request's parameters. */
    private static String stack(Throwable failure) {
        StringBuilder stack = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            stack.append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                stack.append("\n\tat ").append(frame);
            }
            stack.append('\n');
        }
        return stack.toString();
    }

    private static Response response(ErrorKind kind, int status, String number, HttpHeaders reader, UriInfo asked) {
        boolean isApi = asked.getPath().startsWith("/api");
        return Response.status(status)
                .type(isApi ? "application/json" : HTML)
                .entity(isApi ? json(kind, number) : page(Messages.of(reader), kind, number))
                .build();
    }

    private static String page(Map<String, String> words, ErrorKind kind, String number) {
        String key = "error." + kind.key();
        return Templates.error(words, words.get(key), words.get(key + ".mail"), words.get(key + ".do"), number)
                .render();
    }

    private static String json(ErrorKind kind, String number) {
        Map<String, String> words = Words.ENGLISH;
        String remedy = (words.get("error." + kind.key() + ".do") + " " + number).strip();
        try {
            return Json.shared()
                    .writeValueAsString(Map.of(
                            "error", words.get("error." + kind.key()),
                            "mail", words.get("error." + kind.key() + ".mail"),
                            "remedy", remedy));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }
}
