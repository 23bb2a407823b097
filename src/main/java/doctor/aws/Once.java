package doctor.aws;

import java.util.function.Supplier;

/** An answer that several checks need: requested once and kept, even if it is a failure. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> question;
    private boolean asked;
    private T answer;
    private RuntimeException failure;

    public Once(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public T get() {
        if (!asked) {
            asked = true;
            try {
                answer = question.get();
            } catch (NotAsked | AwsRefusal e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
