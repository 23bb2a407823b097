package tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import local.Configuration;
import local.LocalEcs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RunTask over HTTP, with the real client. */
class EcsTasksTest {

    @TempDir
    Path data;

    private LocalEcs ecs;
    private EcsTasks tasks;

    @BeforeEach
    void startEcs() throws Exception {
        ecs = new LocalEcs(data);
        tasks = new EcsTasks(
                ecs.client(),
                Configuration.with(Map.of(
                        "hikyaku.sets.one.domains", "shop.example",
                        "hikyaku.sets.one.aliases", "demo/aliases",
                        "hikyaku.sets.one.cluster", "one",
                        "hikyaku.sets.one.task-definition", "one")));
    }

    @AfterEach
    void stopEcs() {
        ecs.close();
    }

    @Test
    void theSameRequestTwiceIsOneTask() {
        String first = tasks.run(request(1));

        assertThat(tasks.run(request(1))).isEqualTo(first);
        assertThat(ecs.door().started()).isEqualTo(1);
        assertThat(tasks.run(request(2))).isNotEqualTo(first);
    }

    @Test
    void failuresInAGoodAnswerAreARefusalThatMayPass() {
        ecs.door().failNext(1, "RESOURCE:MEMORY");

        assertThatThrownBy(() -> tasks.run(request(1))).isInstanceOfSatisfying(TaskRefused.class, refused -> {
            assertThat(refused.isPassing()).isTrue();
            assertThat(refused).hasMessage("RESOURCE:MEMORY");
        });
    }

    @Test
    void aMissingClusterIsARefusalForGood() {
        ecs.door().errorNext(400, "ClusterNotFoundException");

        assertThatThrownBy(() -> tasks.run(request(1)))
                .isInstanceOfSatisfying(
                        TaskRefused.class,
                        refused -> assertThat(refused.isPassing()).isFalse());
    }

    @Test
    void aLostAnswerIsRepeatedByTheClientAndStartsOneTask() {
        ecs.door().loseNextAnswer();

        tasks.run(request(1));

        assertThat(ecs.door().started()).isEqualTo(1);
    }

    @Test
    void aTaskThatNobodyKnowsIsNotAlive() {
        assertThat(tasks.isAlive(request(1), "arn:aws:ecs:local:000000000000:task/none"))
                .isFalse();
    }

    @Test
    void aTaskWhoseArnNobodyWroteDownIsFoundByItsAttempt() {
        assertThat(tasks.isAlive(request(1), null)).isFalse();

        tasks.run(request(1));

        assertThat(tasks.isAlive(request(1), null)).isTrue();
        assertThat(tasks.isAlive(request(2), null)).isFalse();
    }

    private static TaskRequest request(int attempt) {
        return new TaskRequest("one", "mail-1", "ne-001@shop.example", attempt, "token-" + attempt);
    }
}
