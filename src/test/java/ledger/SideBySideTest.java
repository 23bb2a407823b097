package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import local.Waiting;
import org.junit.jupiter.api.Test;
import settings.RequestDeadline;

/** Requests of several callers, on the threads that all share. */
class SideBySideTest {

    private static final List<Integer> MANY =
            IntStream.range(0, 10 * SideBySide.AT_ONCE).boxed().toList();

    private final SideBySide requests = new SideBySide();

    @Test
    void answersComeInTheOrderOfTheirQuestions() {
        assertThat(requests.ask(MANY, number -> "answer " + number))
                .isEqualTo(MANY.stream().map(number -> "answer " + number).toList());
        assertThat(requests.ask(List.of(), number -> "answer " + number)).isEmpty();
    }

    /** A barrier opens when as many requests are under way as one caller may send, and then closes again. */
    @Test
    void aCallersRequestsAreUnderWayAtTheSameTime() {
        CyclicBarrier mostAtOnce = new CyclicBarrier(SideBySide.AT_ONCE);

        List<Integer> answers = requests.ask(MANY, number -> {
            try {
                mostAtOnce.await(1, TimeUnit.MINUTES);
                return number;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(answers).isEqualTo(MANY);
    }

    @Test
    void aCallerIsAnsweredWhileAllRequestsOfAnotherHang() {
        CountDownLatch end = new CountDownLatch(1);
        Set<Integer> hanging = ConcurrentHashMap.newKeySet();
        CompletableFuture<List<Integer>> other = CompletableFuture.supplyAsync(() -> requests.ask(MANY, number -> {
            hanging.add(number);
            await(end);
            return number;
        }));
        Waiting.until("all threads are taken", () -> hanging.size() == SideBySide.AT_ONCE);

        List<Integer> answers = requests.ask(List.of(1, 2, 3), number -> number * 2);

        assertThat(answers).containsExactly(2, 4, 6);
        assertThat(hanging).hasSize(SideBySide.AT_ONCE);
        assertThat(other).isNotDone();
        end.countDown();
        assertThat(other.join()).isEqualTo(MANY);
    }

    private static void await(CountDownLatch end) {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureIsThrownWhenAllOthersHaveEnded() {
        Set<Integer> ended = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() -> requests.ask(MANY, number -> {
                    if (number == 3) {
                        throw new IllegalArgumentException("the fourth");
                    }
                    ended.add(number);
                    return number;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fourth");

        assertThat(ended).hasSize(MANY.size() - 1);
    }

    @Test
    void eachRequestHasTheDeadlineOfItsCaller() throws Exception {
        List<Boolean> limited = RequestDeadline.within(
                Duration.ofMinutes(1),
                () -> requests.ask(
                        MANY, number -> RequestDeadline.current().left().isPresent()));

        assertThat(limited).containsOnly(true);
        assertThat(requests.ask(MANY, number -> RequestDeadline.current().left().isPresent()))
                .containsOnly(false);
    }
}
