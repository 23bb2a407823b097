package local.cloud;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The definition of a task.
 *
 * @param command program and arguments
 * @param environment the variables to which the overrides are added
 * @param atOnce limit of running tasks; the others are PENDING
 * @param log folder for the tasks' output, with one file for each task
 */
record TaskDefinition(List<String> command, Map<String, String> environment, int atOnce, Path log) {}
