package routes.runtime;

import desk.ReceiveControl;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

/** Suspends and resumes the route that takes mail from the queue. */
@ApplicationScoped
public class ReceiveSwitch implements ReceiveControl {

    private static final String ROUTE = "receive-mail";

    private final CamelContext context;

    public ReceiveSwitch(CamelContext context) {
        this.context = context;
    }

    @Override
    public boolean isPaused() {
        ServiceStatus status = context.getRouteController().getRouteStatus(ROUTE); // null before the routes exist
        return status == null || !status.isStarted();
    }

    @Override
    public void pause() {
        try {
            context.getRouteController().suspendRoute(ROUTE);
        } catch (Exception e) {
            throw new IllegalStateException("cannot suspend " + ROUTE, e);
        }
    }

    @Override
    public void resume() {
        try {
            context.getRouteController().resumeRoute(ROUTE);
        } catch (Exception e) {
            throw new IllegalStateException("cannot resume " + ROUTE, e);
        }
    }
}
