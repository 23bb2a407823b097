package local.cloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;

/** A request whose body has been read and can be read again. */
final class RereadableRequest extends Request.Wrapper {

    private final ByteBuffer body;
    private final Content.Source again;

    RereadableRequest(Request request) throws IOException {
        super(request);
        this.body = Content.Source.asByteBuffer(request);
        this.again = new ByteBufferContentSource(body.slice());
    }

    ByteBuffer body() {
        return body.slice();
    }

    @Override
    public long getLength() {
        return body.remaining();
    }

    @Override
    public Content.Chunk read() {
        return again.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
        again.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        again.fail(failure);
    }
}
