package ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import settings.RequestDeadline;

/** Sends several requests at a time, at most {@value #AT_ONCE}, with the deadline of the caller. */
final class SideBySide {

    /** Maximum number of parallel requests: less than the connections of the SDK's clients (50). */
    static final int AT_ONCE = 16;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "ledger-reader");
                thread.setDaemon(true);
                return thread;
            });

    SideBySide() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @return the answers, in the order of the questions; the first failure is thrown when all have ended */
    <Q, A> List<A> ask(List<Q> questions, Function<Q, A> request) {
        if (questions.size() < 2) {
            return questions.stream().map(request).toList();
        }
        RequestDeadline deadline = RequestDeadline.current();
        List<CompletableFuture<A>> answers = questions.stream()
                .map(question -> {
                    CompletableFuture<A> answer = new CompletableFuture<>();
                    threads.execute(() -> deadline.run(() -> complete(answer, question, request)));
                    return answer;
                })
                .toList();
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static <Q, A> void complete(CompletableFuture<A> answer, Q question, Function<Q, A> request) {
        try {
            answer.complete(request.apply(question));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
