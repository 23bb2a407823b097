package local.cloud;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a task runs.
 *
 * @param command program and arguments
 * @param environment that the overrides are put on top of
 * @param atOnce most tasks that run at a time; the others are PENDING
 * @param log folder for the tasks' output, a file a task
 */
record TaskDefinition(List<String> command, Map<String, String> environment, int atOnce, Path log) {}
