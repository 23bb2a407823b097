package local.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import local.constraints.AwsRequest;
import local.constraints.Refusal;
import local.constraints.RequestCheck;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Forwards only legal requests to a service, and passes the service's answers to the check. */
final class CheckedHandler extends Handler.Wrapper {

    private final RequestCheck check;

    CheckedHandler(RequestCheck check, Handler service) {
        super(service);
        this.check = check;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isObject = request.getHeaders().get("X-Amz-Target") == null
                && !request.getMethod().equals("POST");
        Request again = isObject ? request : new RereadableRequest(request);
        AwsRequest asked = asked(again);
        Optional<Refusal> refusal = check.refuses(asked);
        if (refusal.isPresent()) {
            Content.Source.consumeAll(
                    again, Callback.from(() -> refuse(response, callback, refusal.get()), callback::failed));
            return true;
        }
        Overheard overheard = new Overheard(again, response, asked);
        return super.handle(again, overheard, Callback.from(overheard::end, callback));
    }

    private static AwsRequest asked(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getName(), field.getValue(), (one, other) -> one + "," + other);
        }
        String query = request.getHttpURI().getQuery();
        return new AwsRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                headers,
                request instanceof RereadableRequest whole
                        ? StandardCharsets.UTF_8.decode(whole.body()).toString()
                        : "");
    }

    private static void refuse(Response response, Callback callback, Refusal refusal) {
        response.setStatus(refusal.status());
        refusal.headers().forEach(response.getHeaders()::put);
        Content.Sink.write(response, true, refusal.body(), callback);
    }

    /** An answer that the check reads before the caller gets it. */
    private final class Overheard extends Response.Wrapper {

        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final AwsRequest asked;
        private final boolean seen;
        private boolean told;

        Overheard(Request request, Response response, AwsRequest asked) {
            super(request, response);
            this.asked = asked;
            this.seen = check.mustSeeAnswer(asked);
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            if (bytes != null && (seen || getStatus() >= 400)) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.slice().get(copy);
                heard.writeBytes(copy);
            }
            if (last || heard.size() == getHeaders().getLongField(HttpHeader.CONTENT_LENGTH)) {
                end();
            }
            super.write(last, bytes, callback);
        }

        private void end() {
            if (!told && heard.size() > 0) {
                told = true;
                check.answered(asked, getStatus(), heard.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
