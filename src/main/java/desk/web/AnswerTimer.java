package desk.web;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import settings.RequestDeadline;

/** Gives all AWS calls of a page or API call one deadline. */
@AnswersInTime
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class AnswerTimer {

    /** A whole request may take five seconds: sending the answer uses the rest. */
    static final Duration LIMIT = Duration.ofMillis(4500);

    @AroundInvoke
    Object answer(InvocationContext call) throws Exception {
        return RequestDeadline.within(LIMIT, call::proceed);
    }
}
