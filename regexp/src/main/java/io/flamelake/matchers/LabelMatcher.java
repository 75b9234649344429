package io.flamelake.matchers;

/**
 * One condition on a label. A label that is absent has the empty value.
 *
 * @param name the label's name
 * @param value what the label's value is compared with: text, or a regular expression
 * @param position where the value starts in the selector that was parsed, from 1, in characters
 */
public record LabelMatcher(String name, MatchType type, String value, int position) {}
