package io.flamelake.ingest.labels;

import java.util.Map;

/**
 * Labels as they came, which the labels of samples join before any rule is applied.
 *
 * @param labels none of them empty; with those that steer where there are rules, that may look at
 *     them
 * @param id of all of them, made like that of a series
 */
record LabelSet(Map<String, String> labels, long id) {}
